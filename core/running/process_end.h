#pragma once

#include <string>

namespace lightcl {

/// How a process ended.
struct ProcessEnd {
    int exitCode = 0; ///< meaningless when a signal ended it
    int signal = 0;   ///< 0: it ended by itself

    /// "exit code 1", "signal 9 (Killed)".
    [[nodiscard]] std::string description() const;
};

} // namespace lightcl
