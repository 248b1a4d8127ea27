#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// How programs in a row ended, each reading what the one before it writes.
struct ChildEnd {
    int exitCode = 0;      ///< of the last one; 128 + the signal when one ended it
    int firstFailure = 0;  ///< the first exit code of a program in the row that is not 0
    std::string missing{}; ///< the program that could not be started; empty: all were
    std::string out{};     ///< what the last one wrote to its standard output, unless a file got it
    std::string err{};     ///< what all wrote to their standard errors

    [[nodiscard]] bool succeeded() const { return missing.empty() && firstFailure == 0; }
    /// The last line of `err` that is not blank, fit for a message of one line; empty when there is none.
    [[nodiscard]] std::string lastWords() const;
    /// All lines of `err` that are not blank, "; " between.
    [[nodiscard]] std::string words() const;
};

/// What goes in and where what comes out goes.
struct ChildFiles {
    std::string_view input{};          ///< to the first one's standard input
    std::filesystem::path inputFile{}; ///< instead of it, from this byte on
    std::int64_t inputFrom = 0;
    std::filesystem::path outputFile{}; ///< gets the last one's standard output
};

/// Runs the programs (looked for in $PATH), each given as its arguments with its name first, and waits for them. What
/// they leave running behind them is not waited for. Throws Error when the system has no process or file left.
ChildEnd runChildren(const std::vector<std::vector<std::string>>& programs, const ChildFiles& files = {});

} // namespace lightcl
