#include "cli/commands/stop_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "cli/process/follow_runs.h"
#include "running/store_workers.h"
#include "runs/exit_code.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace lightcl {

namespace {

void requireTraining(const Database& database, RunId id) {
    const auto run = RunReader(database).run(id);
    if (run.state != RunState::Running)
        throw InputError(
            fmt::format("{}: run {} is {}: expected a running one", database.file().string(), id, toString(run.state)));
}

void requireGone(const Database& database, RunId run) {
    const auto worker = liveWorker(database, run);
    if (!worker) return;
    if (lifeOf(worker->process) == ProcessLife::Elsewhere)
        throw Error(fmt::format("run {}: process {} on {} trains it, out of reach from here: stop it there", run,
                                worker->process.pid, worker->process.host()));
    throw Error(fmt::format("run {}: its worker belongs to another user, who alone can stop it", run));
}

} // namespace

CLI::App* StopCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("stop", "Stop runs at their next step, whichever program trains them");
    addRunsOption(*command, runs_);
    addDatabaseOption(*command, database_);
    command->footer("What a run has measured stays; `lightcl resume` goes on from its last checkpoint.");
    return command;
}

int StopCommand::execute(const Console& console) {
    const auto database = openExisting(database_);
    recoverAbandoned(database.file());
    const auto runs = withoutRepeats(runs_);
    for (const auto run : runs) requireTraining(database, run);
    for (const auto run : runs) {
        if (!stopWorker(database, run)) requireGone(database, run);
    }
    const int code = followRuns(database, runs, console, false);
    return code == kExitFailed ? kExitFailed : kExitDone;
}

} // namespace lightcl
