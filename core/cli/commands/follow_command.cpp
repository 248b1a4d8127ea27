#include "cli/commands/follow_command.h"

#include "cli/commands/options.h"
#include "cli/process/follow_runs.h"

#include <CLI/CLI.hpp>

namespace lightcl {

CLI::App* FollowCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("follow", "Show runs that another program trains until they end");
    addRunsOption(*command, runs_);
    addDatabaseOption(*command, database_);
    addJsonOption(*command, json_, "Print the runs' events as JSON lines");
    command->footer("Ctrl-C ends the showing, not the runs; `lightcl stop` stops them.");
    return command;
}

int FollowCommand::execute(const Console& console) {
    const auto database = Database::openForReading(databaseFile(database_));
    return followRuns(database, withoutRepeats(runs_), console, json_);
}

} // namespace lightcl
