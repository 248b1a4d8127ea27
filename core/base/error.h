#pragma once

#include <optional>
#include <stdexcept>
#include <string>

namespace lightcl {

/// Something went wrong while working: the run failed (exit code 1). The message is one line.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The setting that an InputError speaks of: "method.er.buffer_size" is section "method", owner "er", key
/// "buffer_size"; "seeds" is a key without a section. What does not apply is empty.
struct InputPlace {
    std::string section = {};
    std::string owner = {};                     ///< the method's name, in section "method" only
    std::string key = {};                       ///< empty: the section or the method as a whole
    std::string origin = {};                    ///< where it was written: "quick.toml:7"
    std::optional<std::size_t> ownerIndex = {}; ///< which of the experiment's methods, from 0

    /// The parts with dots between, as a spec writes them.
    [[nodiscard]] std::string path() const;
};

/// The user's input cannot be used (exit code 2). The message is one line that names the file (or option), the key,
/// and what was expected, for example `quick.toml: training.epochs: expected an integer of at least 1, got -3`.
class InputError : public Error {
public:
    /// A message that names the place, if there is any, itself.
    explicit InputError(const std::string& message) : Error(message), complaint_(message) {}
    /// The message is "ORIGIN: PATH: complaint", less what the place lacks.
    InputError(InputPlace place, std::string complaint);

    [[nodiscard]] const InputPlace& place() const { return place_; }
    /// The message without the place.
    [[nodiscard]] const std::string& complaint() const { return complaint_; }
    /// The same complaint as one of what was written there.
    [[nodiscard]] InputError from(const std::string& origin) const;
    /// Says which of several methods of that name is meant; the message stays.
    void setOwnerIndex(std::size_t index) { place_.ownerIndex = index; }

private:
    InputPlace place_;
    std::string complaint_;
};

} // namespace lightcl
