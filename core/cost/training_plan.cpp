#include "cost/training_plan.h"

#include "catalog/catalog.h"
#include "spec/settings.h"

#include <algorithm>

namespace lightcl {

namespace {

void planReplay(TrainingPlan& plan, const Parameters& parameters) {
    plan.bufferSize = parameters.integer("buffer_size");
    const std::int64_t wanted = parameters.integer("replay_size");
    plan.replayRows = std::min(wanted == 0 ? plan.batchSize : wanted, plan.bufferSize);
}

void planFreezing(TrainingPlan& plan, const Parameters& parameters, bool pretrained) {
    const std::string& stage = parameters.text("first_trainable_stage");
    const std::size_t last = plan.network.stages.size() - 1;
    plan.firstTrainable = stage.empty() ? last - std::min<std::size_t>(last, 1) : plan.network.stageIndex(stage);
    plan.memoryRows = std::min(parameters.integer("memory_samples"), plan.samplesPerTask);
    plan.channelRatio = parameters.number("channel_ratio");
    plan.frozenFromStart = pretrained;
}

} // namespace

TrainingPlan planOf(const RunSpec& run) {
    const ScenarioSettings scenario = scenarioSettings(run.scenario);
    const TrainingSettings training = trainingSettings(run.training);
    const DatasetInfo& dataset = *catalog().dataset(scenario.dataset);
    TrainingPlan plan;
    plan.network = networkOf(run);
    plan.tasks = scenario.tasks;
    plan.samplesPerTask =
        dataset.classes / scenario.tasks * samplesKept(dataset.trainSamplesPerClass, scenario.trainFraction);
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
    const std::int64_t samples = plan.allTasksAtOnce ? plan.tasks * plan.samplesPerTask : plan.samplesPerTask;
    TaskSteps result;
    result.firstTrainable = task > 1 || plan.frozenFromStart ? plan.firstTrainable : 0;
    result.streamRows = std::min(plan.batchSize, samples);
    result.extraRows = plan.replayRows + (task > 1 ? plan.memoryRows : 0);
    result.steps = plan.epochs * ((samples + plan.batchSize - 1) / plan.batchSize);
    return result;
}

} // namespace lightcl
