#include "running/queue_runs.h"

#include "cost/cost_model.h"
#include "places/dataset_finder.h"
#include "running/memory_fit.h"
#include "running/run_notes.h"
#include "running/worker_launch.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "spec/settings.h"
#include "store/run_store.h"
#include "weights/weight_match.h"
#include "weights/weights_normalisation.h"

namespace lightcl {

namespace {

/// All runs of an experiment start from the same file, into the network before a method changes it.
void requireStartingWeights(const RunSpec& run) {
    const std::string& file = run.network.text("weights");
    if (file.empty()) return;
    const WeightsFile content = readWeightsFile(file);
    requireUsableWeights(fullNetworkOf(run), content, file);
    // What is measured on images is compared when the worker has them.
    const ScenarioSettings scenario = scenarioSettings(run.scenario);
    if (scenario.normalise != "first-task") requireSameNormalisation(scenario.normalisation, content, file);
}

} // namespace

std::vector<PreparedMethod> prepareRuns(const ExperimentSpec& experiment, const std::filesystem::path& worker,
                                        std::int64_t memory) {
    const Parameters& scenario = experiment.scenario;
    const DatasetInfo dataset = datasetOf(scenario);
    requireDataset(dataset, scenario.text("data_path"));
    std::vector<PreparedMethod> prepared;
    ExperimentSpec one = experiment;
    for (const auto& method : experiment.methods) {
        one.methods = {method};
        auto runs = expandGrid(one);
        if (runs.empty()) continue;
        const auto exact = estimateCost(runs.front(), dataset, CostConvention::Exact);
        requireMemory(runs.front(), dataset, exact, memory);
        const auto paper = estimateCost(runs.front(), dataset, CostConvention::Paper);
        auto notes = notesOf(runs.front(), dataset);
        prepared.push_back({std::move(runs), exact, paper, dataset.classNames, std::move(notes)});
    }
    findWorkerProgram(worker);
    if (!prepared.empty()) requireStartingWeights(prepared.front().runs.front());
    return prepared;
}

std::vector<RunId> queueRuns(Database& database, const std::vector<PreparedMethod>& methods) {
    RunStore store(database);
    store.recoverAbandoned();
    std::vector<RunId> ids;
    for (const auto& method : methods)
        for (const auto& run : method.runs)
            ids.push_back(store.queue(run, method.exact, method.paper, method.classNames));
    return ids;
}

} // namespace lightcl
