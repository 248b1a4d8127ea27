#include "cli/commands/resume_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace lightcl {

namespace {

void requireResumable(const Database& database, RunId id) {
    const auto run = RunReader(database).run(id);
    if (run.state != RunState::Done && run.state != RunState::Running) return;
    throw InputError(fmt::format("{}: run {} is {}{}: expected a queued, interrupted or failed one",
                                 database.file().string(), id, toString(run.state),
                                 run.state == RunState::Running ? fmt::format(" (process {})", run.workerPid) : ""));
}

} // namespace

CLI::App* ResumeCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("resume", "Go on with queued, interrupted or failed runs");
    command->add_option("runs", runs_, "Numbers of the runs, as `lightcl runs` lists them")
        ->type_name("RUN")
        ->required();
    addDatabaseOption(*command, options_.databaseOption);
    addThreadsOption(*command, options_.threads);
    addJsonOption(*command, options_.json, "Print the workers' events as JSON lines");
    command->footer("A run goes on from its last checkpoint, at an epoch's end, and ends as if it had never stopped.");
    return command;
}

int ResumeCommand::execute(const Console& console) {
    const auto file = databaseFile(options_.databaseOption);
    // A mistyped name must not make a new, empty database.
    if (!std::filesystem::exists(file)) {
        throw InputError(fmt::format("{}: no such file; expected a workbench database", file.string()));
    }
    auto database = Database::openForWriting(file);
    RunStore(database).recoverAbandoned();
    const auto runs = withoutRepeats(runs_);
    for (const auto run : runs) requireResumable(database, run);
    return trainRuns(database, runs, options_, console);
}

} // namespace lightcl
