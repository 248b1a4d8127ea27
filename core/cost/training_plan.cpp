#include "cost/training_plan.h"

#include "catalog/catalog.h"
#include "spec/method_network.h"
#include "spec/settings.h"

#include <algorithm>

namespace lightcl {

namespace {

/// Probe images come from the ends of the task's classes in turn; where a class is used whole they are missing there.
std::int64_t streamSamples(std::int64_t classes, std::int64_t available, std::int64_t kept, std::int64_t probes) {
    std::int64_t samples = 0;
    for (std::int64_t index = 0; index < classes; ++index) {
        const std::int64_t taken = probes / classes + (index < probes % classes ? 1 : 0);
        samples += std::max<std::int64_t>(0, std::min(kept, available - taken));
    }
    return samples;
}

void planSamples(TrainingPlan& plan, const ScenarioSettings& scenario, const MeasuringSettings& measuring) {
    const DatasetInfo& dataset = *catalog().dataset(scenario.dataset);
    const std::int64_t classes = dataset.classes / scenario.tasks;
    const std::int64_t kept = samplesKept(dataset.trainSamplesPerClass, scenario.trainFraction);
    // One set for memory stability, the others for learning plasticity; set aside even where they are not measured.
    const std::int64_t probes = measuring.probeSamples * (1 + measuring.probeBatches);
    plan.tasks = scenario.tasks;
    plan.samplesPerTask = classes * kept;
    plan.streamPerTask = streamSamples(classes, dataset.trainSamplesPerClass, kept, probes);
    plan.testSamples = dataset.classes * samplesKept(dataset.testSamplesPerClass, scenario.testFraction);
}

void planReplay(TrainingPlan& plan, const Parameters& parameters) {
    plan.bufferSize = parameters.integer("buffer_size");
    const std::int64_t wanted = parameters.integer("replay_size");
    plan.replayRows = std::min(wanted == 0 ? plan.batchSize : wanted, plan.bufferSize);
}

void planFreezing(TrainingPlan& plan, const Parameters& parameters, bool pretrained) {
    // What only the run decides is counted as nothing frozen: an upper bound.
    plan.firstTrainable = firstTrainableStageOf(parameters, plan.network).value_or(0);
    plan.frozenFromStart = pretrained;
    if (!parameters.contains("memory_samples")) return;
    plan.memoryRows = std::min(parameters.integer("memory_samples"), plan.streamPerTask);
    plan.channelRatio = parameters.number("channel_ratio");
}

} // namespace

TrainingPlan planOf(const RunSpec& run) {
    const TrainingSettings training = trainingSettings(run.training);
    TrainingPlan plan;
    planSamples(plan, scenarioSettings(run.scenario), measuringSettings(run.measuring));
    plan.network = networkOf(run);
    plan.epochs = training.epochs;
    plan.batchSize = training.batchSize;
    plan.momentum = training.momentum > 0;
    plan.allTasksAtOnce = run.method.name == "joint";
    if (run.method.parameters.contains("buffer_size")) planReplay(plan, run.method.parameters);
    if (run.method.parameters.contains("first_trainable_stage")) {
        planFreezing(plan, run.method.parameters, !run.network.text("weights").empty());
    }
    return plan;
}

TaskSteps stepsOfTask(const TrainingPlan& plan, std::int64_t task) {
    const std::int64_t samples = plan.allTasksAtOnce ? plan.tasks * plan.streamPerTask : plan.streamPerTask;
    TaskSteps result;
    result.firstTrainable = task > 1 || plan.frozenFromStart ? plan.firstTrainable : 0;
    result.samples = samples;
    result.streamRows = std::min(plan.batchSize, samples);
    result.extraRows = plan.replayRows + (task > 1 ? plan.memoryRows : 0);
    result.steps = plan.epochs * ((samples + plan.batchSize - 1) / plan.batchSize);
    return result;
}

} // namespace lightcl
