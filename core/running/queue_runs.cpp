#include "running/queue_runs.h"

#include "places/dataset_finder.h"
#include "running/worker_program.h"
#include "spec/dataset_of.h"
#include "store/run_store.h"

namespace lightcl {

std::vector<PreparedRun> prepareRuns(const ExperimentSpec& experiment) {
    const Parameters& scenario = experiment.scenario;
    requireDataset(*catalog().dataset(scenario.text("dataset")), scenario.text("data_path"));
    const DatasetInfo dataset = datasetOf(scenario);
    std::vector<PreparedRun> prepared;
    for (auto& run : expandGrid(experiment)) {
        const auto exact = estimateCost(run, dataset, CostConvention::Exact);
        const auto paper = estimateCost(run, dataset, CostConvention::Paper);
        prepared.push_back({std::move(run), exact, paper});
    }
    findWorkerProgram();
    return prepared;
}

std::vector<RunId> queueRuns(Database& database, const std::vector<PreparedRun>& runs) {
    RunStore store(database);
    store.recoverAbandoned();
    std::vector<RunId> ids;
    ids.reserve(runs.size());
    for (const auto& prepared : runs) ids.push_back(store.queue(prepared.run, prepared.exact, prepared.paper));
    return ids;
}

} // namespace lightcl
