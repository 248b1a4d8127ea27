#pragma once

#include <stdexcept>
#include <string>

namespace lightcl {

/// Something went wrong while working: the run failed (exit code 1). The message is one line.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The user's input cannot be used (exit code 2). The message is one line that names the file (or option), the key,
/// and what was expected, for example `quick.toml: training.epochs: expected an integer of at least 1, got -3`.
class InputError : public Error {
public:
    using Error::Error;
};

} // namespace lightcl
