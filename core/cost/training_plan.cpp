#include "cost/training_plan.h"

#include "catalog/catalog.h"
#include "cost/demands_of.h"
#include "spec/settings.h"

#include <algorithm>
#include <cmath>

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

std::int64_t ceilDivided(std::int64_t dividend, std::int64_t divisor) {
    return (dividend + divisor - 1) / divisor;
}

/// What the removals before an epoch (from 1) have left.
std::int64_t samplesOfEpoch(const MethodDemands& method, std::int64_t samples, std::int64_t epoch) {
    const auto each = std::llround(method.removalShare * static_cast<double>(samples));
    const auto removals = std::count_if(method.removalEpochs.begin(), method.removalEpochs.end(),
                                        [epoch](std::int64_t after) { return after < epoch; });
    return std::max<std::int64_t>(std::min<std::int64_t>(samples, 1), samples - removals * each);
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
    plan.method = demandsOf(run, plan);
    return plan;
}

TaskSteps stepsOfTask(const TrainingPlan& plan, std::int64_t task) {
    const MethodDemands& method = plan.method;
    const std::int64_t buffered = bufferedSamples(plan, task);
    const bool later = task > 1;
    TaskSteps result;
    result.firstTrainable = later || method.frozenFromStart ? method.firstTrainable : 0;
    result.samples = method.allTasksAtOnce ? plan.tasks * plan.streamPerTask : plan.streamPerTask;
    for (std::int64_t epoch = 1; epoch <= plan.epochs; ++epoch) {
        const std::int64_t samples = samplesOfEpoch(method, result.samples, epoch);
        result.trained += samples;
        result.steps += ceilDivided(samples, plan.batchSize);
    }
    result.streamRows = std::min(plan.batchSize, result.samples);
    result.replayRows = method.draws * std::min(method.replayRows, buffered);
    result.replayed = result.replayRows * result.steps;
    if (method.replaysAll) {
        result.replayRows = ceilDivided(buffered, ceilDivided(result.samples, plan.batchSize));
        result.replayed = buffered * plan.epochs;
    }
    result.memoryRows = later ? method.memoryRows : 0;
    result.latentRows = result.firstTrainable > 0 ? std::min(method.latentRows, buffered) : 0;
    result.separateRows = std::min(method.separateRows, buffered);
    result.referenceRows = std::min(method.referenceRows, buffered);
    return result;
}

std::int64_t bufferedSamples(const TrainingPlan& plan, std::int64_t task) {
    const std::int64_t size = plan.method.bufferSize;
    const std::int64_t earlier = task - 1;
    const auto shared = [&](std::int64_t among, std::int64_t available) {
        return among == 0 ? 0 : std::min(size / among, available) * among;
    };
    const std::int64_t classes = plan.network.classes / plan.tasks;
    switch (plan.method.filling) {
    case BufferFilling::EachStep:
        return size;
    case BufferFilling::TasksSeen:
        return shared(earlier, plan.streamPerTask);
    case BufferFilling::ClassesSeen:
        return shared(earlier * classes, plan.streamPerTask / classes);
    case BufferFilling::AllTasks:
        return std::min(size / plan.tasks, plan.streamPerTask) * earlier;
    }
    return size;
}

} // namespace lightcl
