#include "cli/run_command.h"

#include "catalog/dataset_finder.h"
#include "cli/options.h"
#include "cli/worker_program.h"
#include "cost/cost_model.h"
#include "spec/dataset_of.h"
#include "store/run_store.h"

#include <CLI/CLI.hpp>

namespace lightcl {

namespace {

struct Cell {
    RunSpec run;
    CostEstimate exact;
    CostEstimate paper;
};

/// Every cell with its predictions: what cannot be trained is found before anything is queued.
std::vector<Cell> cellsOf(const ExperimentSpec& experiment) {
    std::vector<Cell> cells;
    const auto dataset = datasetOf(experiment.scenario);
    for (auto& run : expandGrid(experiment)) {
        const auto exact = estimateCost(run, dataset, CostConvention::Exact);
        const auto paper = estimateCost(run, dataset, CostConvention::Paper);
        cells.push_back({std::move(run), exact, paper});
    }
    return cells;
}

} // namespace

CLI::App* RunCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("run", "Train every method and seed of an experiment");
    spec_.addTo(*command);
    addDatabaseOption(*command, options_.databaseOption);
    addThreadsOption(*command, options_.threads);
    addJsonOption(*command, options_.json, "Print the workers' events as JSON lines");
    command->footer("Ctrl-C stops the runs at their next step; `lightcl resume` goes on with them.");
    return command;
}

int RunCommand::execute(const Console& console) {
    const auto experiment = spec_.load();
    const auto& scenario = experiment.scenario;
    requireDataset(*catalog().dataset(scenario.text("dataset")), scenario.text("data_path"));
    const auto cells = cellsOf(experiment);
    findWorkerProgram(); // before anything is queued
    auto database = Database::openForWriting(databaseFile(options_.databaseOption));
    RunStore store(database);
    store.recoverAbandoned();
    std::vector<RunId> runs;
    for (const auto& cell : cells) runs.push_back(store.queue(cell.run, cell.exact, cell.paper));
    return trainRuns(database, runs, options_, console);
}

} // namespace lightcl
