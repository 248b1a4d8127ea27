#pragma once

#include "cli/console.h"

#include <memory>
#include <vector>

namespace CLI {
class App;
}

namespace lightcl {

/// A subcommand of `lightcl`: its options, and what it does once they are read.
class Command {
public:
    virtual ~Command() = default;

    /// Adds the subcommand and its options to the program's; returns the subcommand. Called once, before execute().
    virtual CLI::App* describe(CLI::App& program) = 0;
    /// Does the work; returns the exit code. Throws InputError and Error.
    virtual int execute(const Console& console) = 0;
};

/// Every subcommand, in the order of the help text.
std::vector<std::unique_ptr<Command>> allCommands();

} // namespace lightcl
