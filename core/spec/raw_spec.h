#pragma once

#include "base/error.h"
#include "base/value.h"
#include "spec/experiment_spec.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// A setting as it was written, before anything is known about its key.
struct RawEntry {
    std::optional<Value> value;           ///< absent: something no setting can be, such as a date or a table
    std::string shown;                    ///< as messages quote it
    std::string origin;                   ///< "quick.toml:12", kSetOption, or empty for a spec from the window
    bool isList = false;                  ///< written as a list or a range, whether or not a setting can be that
    std::vector<RawEntry> alternatives{}; ///< then, its values
};

struct RawSection {
    std::string origin; ///< where the section begins, or the whole text where it is absent
    std::map<std::string, RawEntry> entries;
};

/// A spec with the right sections and unchecked settings. `top` holds name, seeds and how a setting is chosen.
struct RawSpec {
    std::string source;
    RawSection top;
    RawSection scenario;
    RawSection network;
    RawSection training;
    RawSection measuring;
    std::vector<RawSection> methods;
    std::optional<RawSection> pretraining;
};

/// Whether a key stands in front of all sections.
bool isTopKey(std::string_view key);

inline constexpr const char* kSetOption = "--set";

/// "quick.toml:12: training.epochs: expected …", "--set training.epochs: expected …", with its place filled in.
InputError specError(const std::string& origin, const std::string& key, const std::string& complaint);
/// The same for a key nobody knows: names the similar one among `known` (full keys), or without one all of them.
InputError unknownKey(const std::string& origin, const std::string& key, const std::vector<std::string>& known);
/// The same where the nearest key was found already.
InputError nearestKey(const std::string& origin, const std::string& key, const std::string& nearest);

/// A check of the method at that index, which its InputError then names.
template <typename Check>
auto ofMethod(std::size_t index, Check check) {
    try {
        return check();
    } catch (InputError& error) {
        error.setOwnerIndex(index);
        throw;
    }
}

/// A value as a raw entry.
RawEntry rawEntry(Value value, std::string origin);
/// A spec put together elsewhere, to be checked as if it had been read.
RawSpec rawSpec(const ExperimentSpec& experiment);

} // namespace lightcl
