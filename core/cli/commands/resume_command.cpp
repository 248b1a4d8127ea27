#include "cli/commands/resume_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "running/resumption.h"
#include "running/store_workers.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

std::string processOf(const Database& database, RunId id) {
    const auto worker = liveWorker(database, id);
    if (!worker) return {};
    const bool elsewhere = lifeOf(worker->process) == ProcessLife::Elsewhere;
    return elsewhere ? fmt::format("; process {} on {} trains it, out of reach from here: --take-over if it is gone",
                                   worker->process.pid, worker->process.host())
                     : fmt::format("; process {} trains it", worker->process.pid);
}

void requireResumable(const Database& database, RunId id, const std::string& databaseOption) {
    const auto run = RunReader(database).run(id);
    if (run.state != RunState::Done && run.state != RunState::Running) return;
    const auto elsewhere =
        run.state != RunState::Running
            ? std::string()
            : fmt::format("{0}: `lightcl follow {1}{2}` shows how far it is, `lightcl stop {1}{2}` stops it",
                          processOf(database, id), id, databaseArgument(databaseOption));
    throw InputError(fmt::format("{}: run {} is {}: expected a queued, interrupted or failed one{}",
                                 database.file().string(), id, toString(run.state), elsewhere));
}

/// Said before anything starts: what goes on from nothing, or with other threads, gives other figures.
void requireSameCourse(const Database& database, RunId id, const TrainingWish& wish) {
    if (wish.fromStart) return;
    const auto obstacle = obstacleToGoingOn(database, id);
    if (!obstacle.empty()) throw InputError(fmt::format("{}; {}", obstacle, adviceToStartAnew(id)));
    const int before = threadsSoFar(database, id);
    if (wish.changeThreads || wish.threads == 0 || before == 0 || wish.threads == before) return;
    throw InputError(fmt::format("--threads: run {} was trained with {} so far, and with {} would end with other bits: "
                                 "expected --change-threads beside it, or no --threads",
                                 id, before, wish.threads));
}

std::vector<RunId> waitingRuns(const Database& database) {
    std::vector<RunId> runs;
    for (const RunStamp& run : RunReader(database).stamps())
        if (run.state == RunState::Queued || run.state == RunState::Interrupted) runs.push_back(run.id);
    return runs;
}

} // namespace

CLI::App* ResumeCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("resume", "Go on with queued, interrupted or failed runs");
    addRunNumbers(*command, runs_, "Numbers of the runs, as `lightcl runs` lists them; 3-10 for several");
    command->add_flag("--all", all_, "All queued and interrupted runs");
    addDatabaseOption(*command, options_.databaseOption);
    addThreadsOption(*command, options_.wish.threads);
    command->add_flag("--change-threads", options_.wish.changeThreads,
                      "Let runs that go on have other threads than before, and so other bits; the store keeps both");
    command->add_flag("--from-start", options_.wish.fromStart, "Drop what the runs have learnt and measured so far");
    command->add_flag("--take-over", takeOver_,
                      "Take runs over from another machine or container whose worker is gone for certain");
    addBudgetOption(*command, budget_);
    command->add_flag("--no-budget", noBudget_, "Let the runs need as much memory as there is")->excludes("--budget");
    addJsonOption(*command, options_.json, "Print the workers' events as JSON lines");
    command->footer("A run goes on from its last checkpoint, at an epoch's end, and ends as if it had never stopped.");
    return command;
}

int ResumeCommand::execute(const Console& console) {
    if (runs_.empty() != all_) throw InputError("runs: expected their numbers, or --all");
    auto database = openExisting(options_.databaseOption);
    RunStore store(database);
    store.recoverAbandoned();
    const auto runs = all_ ? waitingRuns(database) : withoutRepeats(runs_);
    for (const auto run : runs) {
        if (takeOver_) store.takeOver(run);
        requireResumable(database, run, options_.databaseOption);
        requireSameCourse(database, run, options_.wish);
    }
    for (const auto run : runs)
        if (budget_ > 0 || noBudget_) store.setBudget(run, budget_);
    if (runs.empty()) {
        console.out << "No run waits to be trained.\n";
        return 0;
    }
    return trainAndChoose(database, runs, options_, console);
}

} // namespace lightcl
