#include "running/queue_runs.h"

#include "base/error.h"
#include "base/units.h"
#include "cost/checkpoint_bytes.h"
#include "cost/cost_model.h"
#include "places/class_names.h"
#include "places/dataset_finder.h"
#include "running/memory_fit.h"
#include "running/resumption.h"
#include "running/run_notes.h"
#include "running/worker_launch.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "spec/preset_use.h"
#include "spec/pretraining.h"
#include "spec/settings.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "weights/weight_match.h"
#include "weights/weights_normalisation.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>

namespace lightcl {

namespace {

/// The first cell of the grid; an experiment has at least one method and one seed.
RunSpec firstRunOf(ExperimentSpec experiment) {
    experiment.methods.resize(1);
    experiment.seeds.resize(1);
    return expandGrid(experiment).front();
}

/// The file is read into the network before a method changes it.
void requireStartingWeights(const RunSpec& run) {
    const std::string& file = run.network.text("weights");
    if (file.empty()) return;
    const WeightsFile content = readWeightsFile(file);
    requireUsableWeights(fullNetworkOf(run), content, file);
    // What is measured on images is compared when the worker has them.
    const ScenarioSettings scenario = scenarioSettings(run.scenario);
    if (scenario.normalise != "first-task") requireSameNormalisation(scenario.normalisation, content, file);
}

/// What the disk will hold, said before anything is trained.
std::string keptNote(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact) {
    return fmt::format("measuring.keep_checkpoints: a run of {} keeps about {} of checkpoints at its tasks' ends; "
                       "`lightcl checkpoints` lists and deletes them",
                       run.method.name, formatBytes(keptCheckpointBytes(run, dataset, exact)));
}

/// Runs that are predicted to need the same: by the first of them.
PreparedMethod predicted(std::vector<RunSpec> runs, const DatasetInfo& dataset) {
    const RunSpec& first = runs.front();
    const auto exact = estimateCost(first, dataset, CostConvention::Exact);
    PreparedMethod method{
        {}, exact, estimateCost(first, dataset, CostConvention::Paper), dataset.classNames, notesOf(first, dataset)};
    if (measuringSettings(first.measuring).keepCheckpoints) method.notes.push_back(keptNote(first, dataset, exact));
    for (const RunSpec& run : runs) method.classOrders.push_back(scenarioSettings(run, dataset).classOrder);
    method.runs = std::move(runs);
    return method;
}

PreparedMethod predictedPretraining(const RunSpec& run) {
    const DatasetInfo dataset = datasetOf(run.scenario);
    PreparedMethod pretraining{{run},
                               estimateCost(run, dataset, CostConvention::Exact),
                               estimateCost(run, dataset, CostConvention::Paper),
                               dataset.classNames};
    pretraining.classOrders = {scenarioSettings(run, dataset).classOrder};
    pretraining.pretrainingContent = contentOf(run, dataset);
    return pretraining;
}

void requirePretraining(const PreparedMethod& pretraining, std::int64_t memory) {
    const RunSpec& run = pretraining.runs.front();
    const DatasetInfo dataset = datasetOf(run.scenario);
    requireDataset(dataset, run.scenario.text("data_path"));
    try {
        requireMemory(run, dataset, pretraining.exact, memory);
    } catch (const InputError& error) {
        throw InputError(fmt::format("pretraining: {}", error.what()));
    }
}

bool isUsable(const Database& database, const RunStamp& pretraining) {
    if (pretraining.state == RunState::Failed) return false;
    if (pretraining.state != RunState::Done) return obstacleToGoingOn(database, pretraining.id).empty();
    std::error_code ignored;
    return std::filesystem::exists(checkpointFile(database.file(), pretraining.id), ignored);
}

/// The latest usable one, a finished one before all others.
std::optional<RunStamp> knownPretraining(const Database& database, const std::string& content) {
    std::optional<RunStamp> best;
    for (const RunStamp& known : RunReader(database).pretrainings(content)) {
        const bool finishedBefore = best && best->state == RunState::Done && known.state != RunState::Done;
        if (!finishedBefore && isUsable(database, known)) best = known;
    }
    return best;
}

void queuePretraining(Database& database, const PreparedMethod& prepared, QueuedRuns& queued) {
    const auto known = knownPretraining(database, prepared.pretrainingContent);
    const RunOrigin origin{RunRole::Pretraining, prepared.pretrainingContent, {}};
    queued.pretraining = known ? known->id
                               : RunStore(database).queue(prepared.runs.front(), prepared.exact, prepared.paper,
                                                          prepared.classNames, prepared.classOrders.front(), origin);
    queued.isPretrained = known && known->state == RunState::Done;
    const bool trainsElsewhere = known && known->state == RunState::Running;
    if (!queued.isPretrained && !trainsElsewhere) queued.toTrain.push_back(*queued.pretraining);
}

/// Whether the spec gives several settings of this method, of which the first task chooses.
bool isTried(const ExperimentSpec& experiment, const MethodSpec& method) {
    return experiment.selection.rule == SelectionRule::FirstTask &&
           std::ranges::count(experiment.methods, method.name, &MethodSpec::name) > 1;
}

/// The pretraining if there is one, then every cell of the grid.
std::vector<PreparedMethod> predicted(const ExperimentSpec& experiment, const DatasetInfo& dataset) {
    std::vector<PreparedMethod> all;
    if (experiment.methods.empty() || experiment.seeds.empty()) return all;
    if (const auto pretraining = pretrainingOf(firstRunOf(experiment)))
        all.push_back(predictedPretraining(*pretraining));
    ExperimentSpec one = experiment;
    for (const auto& method : experiment.methods) {
        one.methods = {method};
        auto runs = expandGrid(one);
        if (runs.empty()) continue;
        for (RunSpec& run : runs) run.selection.trial = isTried(experiment, method);
        if (!drawsClassOrder(experiment.scenario)) {
            all.push_back(predicted(std::move(runs), dataset));
            continue;
        }
        // Tasks of other classes may have more samples or fewer.
        for (RunSpec& run : runs) {
            all.push_back(predicted({std::move(run)}, dataset));
            if (all.size() > 1 && all[all.size() - 2].runs.front().method == method) all.back().notes.clear();
        }
    }
    if (const std::string note = unevenTuning(expandGrid(experiment)); !note.empty()) all.back().notes.push_back(note);
    return all;
}

} // namespace

PreparedMethod preparedSetting(std::vector<RunSpec> runs) {
    DatasetInfo dataset = datasetOf(runs.front().scenario);
    nameClasses(dataset, requireDataset(dataset, runs.front().scenario.text("data_path")));
    return predicted(std::move(runs), dataset);
}

std::vector<PreparedMethod> predictMethods(const ExperimentSpec& experiment) {
    ExperimentSpec first = experiment;
    if (first.seeds.size() > 1) first.seeds.resize(1);
    return predicted(first, datasetOf(experiment.scenario));
}

std::vector<PreparedMethod> prepareRuns(const ExperimentSpec& experiment, const std::filesystem::path& worker,
                                        std::int64_t memory) {
    const Parameters& scenario = experiment.scenario;
    DatasetInfo dataset = datasetOf(scenario);
    nameClasses(dataset, requireDataset(dataset, scenario.text("data_path")));
    auto all = predicted(experiment, dataset);
    for (const auto& method : all) {
        if (method.isPretraining())
            requirePretraining(method, memory);
        else
            requireMemory(method.runs.front(), dataset, method.exact, memory);
    }
    findWorkerProgram(worker);
    // A pretraining is what starts from the file, and the others from it.
    const Parameters* checked = nullptr;
    for (const auto& method : all) {
        const Parameters& network = method.runs.front().network;
        if (checked == nullptr || *checked != network) requireStartingWeights(method.runs.front());
        if (method.isPretraining()) break;
        checked = &network;
    }
    return all;
}

RunRole roleOf(const RunSpec& run) {
    return run.selection.trial ? RunRole::Trial : RunRole::Method;
}

QueuedRuns queueRuns(Database& database, const std::vector<PreparedMethod>& methods, std::int64_t budget) {
    RunStore store(database);
    store.recoverAbandoned();
    QueuedRuns queued;
    for (const auto& method : methods) {
        if (method.isPretraining()) {
            queuePretraining(database, method, queued);
            continue;
        }
        for (std::size_t i = 0; i < method.runs.size(); ++i) {
            queued.toTrain.push_back(
                store.queue(method.runs[i], method.exact, method.paper, method.classNames,
                            i < method.classOrders.size() ? method.classOrders[i] : std::vector<std::int64_t>{},
                            {roleOf(method.runs[i]), {}, queued.pretraining}));
            if (budget > 0) store.setBudget(queued.toTrain.back(), budget);
        }
    }
    return queued;
}

} // namespace lightcl
