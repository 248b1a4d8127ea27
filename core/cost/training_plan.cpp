#include "cost/training_plan.h"

#include "spec/settings.h"

#include <algorithm>

namespace lightcl {

namespace {

/// Probe images come from the ends of the task's classes in turn; where a class is used whole they are missing there.
TaskSamples samplesOf(const std::vector<std::int64_t>& classes, const DatasetInfo& dataset, double fraction,
                      std::int64_t probes) {
    TaskSamples samples;
    const auto count = std::ssize(classes);
    for (std::int64_t place = 0; place < count; ++place) {
        const std::int64_t available =
            dataset.trainCounts.at(static_cast<std::size_t>(classes[static_cast<std::size_t>(place)]));
        const std::int64_t kept = samplesKept(available, fraction);
        const std::int64_t taken = probes / count + (place < probes % count ? 1 : 0);
        samples.kept += kept;
        samples.stream += std::max<std::int64_t>(0, std::min(kept, available - taken));
    }
    return samples;
}

void planSamples(TrainingPlan& plan, const ScenarioSettings& scenario, const MeasuringSettings& measuring,
                 const DatasetInfo& dataset) {
    // One set for memory stability, the others for learning plasticity; set aside even where they are not measured.
    const std::int64_t probes = measuring.probeSamples * (1 + measuring.probeBatches);
    plan.tasks = scenario.tasks;
    for (const auto& classes : taskClasses(scenario)) {
        plan.samples.push_back(samplesOf(classes, dataset, scenario.trainFraction, probes));
    }
    for (const std::int64_t available : dataset.testCounts) {
        plan.testSamples += samplesKept(available, scenario.testFraction);
    }
}

void planReplay(TrainingPlan& plan, const Parameters& parameters) {
    plan.bufferSize = parameters.integer("buffer_size");
    const std::int64_t wanted = parameters.integer("replay_size");
    plan.replayRows = std::min(wanted == 0 ? plan.batchSize : wanted, plan.bufferSize);
}

void planFreezing(TrainingPlan& plan, const Parameters& parameters, bool pretrained) {
    const std::string& stage = parameters.text("first_trainable_stage");
    const std::size_t last = plan.network.stages.size() - 1;
    plan.firstTrainable = stage.empty() ? last - std::min<std::size_t>(last, 1) : plan.network.stageIndex(stage);
    const auto smallest = std::min_element(plan.samples.begin(), plan.samples.end(),
                                           [](const auto& a, const auto& b) { return a.stream < b.stream; });
    plan.memoryRows = std::min(parameters.integer("memory_samples"), smallest->stream);
    plan.channelRatio = parameters.number("channel_ratio");
    plan.frozenFromStart = pretrained;
}

} // namespace

TaskSamples TrainingPlan::allSamples() const {
    TaskSamples sum;
    for (const TaskSamples& task : samples) {
        sum.kept += task.kept;
        sum.stream += task.stream;
    }
    return sum;
}

TrainingPlan planOf(const RunSpec& run, const DatasetInfo& dataset) {
    const TrainingSettings training = trainingSettings(run.training);
    TrainingPlan plan;
    planSamples(plan, scenarioSettings(run.scenario, dataset), measuringSettings(run.measuring), dataset);
    plan.network = networkOf(run, dataset);
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
    const std::int64_t samples =
        plan.allTasksAtOnce ? plan.allSamples().stream : plan.samples.at(static_cast<std::size_t>(task - 1)).stream;
    TaskSteps result;
    result.firstTrainable = task > 1 || plan.frozenFromStart ? plan.firstTrainable : 0;
    result.samples = samples;
    result.streamRows = std::min(plan.batchSize, samples);
    result.extraRows = plan.replayRows + (task > 1 ? plan.memoryRows : 0);
    result.steps = plan.epochs * ((samples + plan.batchSize - 1) / plan.batchSize);
    return result;
}

} // namespace lightcl
