#include "cli/commands/run_command.h"

#include "cli/commands/options.h"
#include "cli/process/run_on_device.h"
#include "remote/device.h"
#include "running/grid_words.h"
#include "running/queue_runs.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

CLI::App* RunCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("run", "Train every method and seed of an experiment");
    spec_.addTo(*command);
    addDatabaseOption(*command, options_.databaseOption);
    addThreadsOption(*command, options_.wish.threads);
    addBudgetOption(*command, options_.budget);
    command->add_flag("--any-memory", anyMemory_, "Train what is predicted to need more memory than there is");
    addJsonOption(*command, options_.json, "Print the workers' events as JSON lines");
    command->add_option("--on", device_, "Train on this device of `lightcl devices`; rows come home as they are made")
        ->type_name("NAME");
    command->footer("Ctrl-C stops the runs at their next step; `lightcl resume` goes on with them.\n"
                    "With --on it ends the showing alone: the runs go on there, and `lightcl fetch` brings them home.");
    return command;
}

int RunCommand::execute(const Console& console) {
    if (!device_.empty() && device_ != kLocalDevice) return runOnDevice(device_, spec_, options_, anyMemory_, console);
    const auto prepared = prepareRuns(spec_.load(), {}, anyMemory_ ? 0 : usableMemory());
    for (const auto& method : prepared)
        for (const std::string& note : method.notes) console.err << "Note: " << note << '\n';
    auto database = Database::openForWriting(databaseFile(options_.databaseOption));
    if (const std::string grid = gridWords(prepared, MachinePace(database)); !grid.empty())
        console.err << "Grid: " << grid << std::endl;
    const QueuedRuns queued = queueRuns(database, prepared, options_.budget);
    if (queued.isPretrained)
        console.err << fmt::format("Note: pretraining run {} was learnt before; its weights are used again\n",
                                   *queued.pretraining);
    return trainAndChoose(database, queued.toTrain, options_, console);
}

} // namespace lightcl
