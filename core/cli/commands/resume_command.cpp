#include "cli/commands/resume_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace lightcl {

namespace {

void requireResumable(const Database& database, RunId id, const std::string& databaseOption) {
    const auto run = RunReader(database).run(id);
    if (run.state != RunState::Done && run.state != RunState::Running) return;
    const auto elsewhere = run.state != RunState::Running
                               ? std::string()
                               : fmt::format("; process {0} trains it: `lightcl follow {1}{2}` shows how far it is, "
                                             "`lightcl stop {1}{2}` stops it",
                                             run.workerPid, id, databaseArgument(databaseOption));
    throw InputError(fmt::format("{}: run {} is {}: expected a queued, interrupted or failed one{}",
                                 database.file().string(), id, toString(run.state), elsewhere));
}

} // namespace

CLI::App* ResumeCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("resume", "Go on with queued, interrupted or failed runs");
    addRunsOption(*command, runs_);
    addDatabaseOption(*command, options_.databaseOption);
    addThreadsOption(*command, options_.threads);
    addJsonOption(*command, options_.json, "Print the workers' events as JSON lines");
    command->footer("A run goes on from its last checkpoint, at an epoch's end, and ends as if it had never stopped.");
    return command;
}

int ResumeCommand::execute(const Console& console) {
    auto database = openExisting(options_.databaseOption);
    RunStore(database).recoverAbandoned();
    const auto runs = withoutRepeats(runs_);
    for (const auto run : runs) requireResumable(database, run, options_.databaseOption);
    return trainRuns(database, runs, options_, console);
}

} // namespace lightcl
