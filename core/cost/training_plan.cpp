#include "cost/training_plan.h"

#include "rules/sparsity.h"
#include "spec/method_network.h"
#include "spec/settings.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace lightcl {

namespace {

/// Probe images come from the ends of the task's classes in turn; where a class is used whole they are missing there.
TaskSamples samplesOf(const std::vector<std::int64_t>& classes, const DatasetInfo& dataset, double fraction,
                      std::int64_t probes) {
    TaskSamples samples;
    const auto count = std::ssize(classes);
    samples.classes = count;
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
    const std::int64_t probes = measuring.probesPerTask(); // set aside even where nothing is measured
    plan.tasks = scenario.tasks;
    plan.domains = scenario.domains();
    for (const auto& classes : taskClasses(scenario)) {
        plan.samples.push_back(samplesOf(classes, dataset, scenario.trainFraction, probes));
        for (const std::int64_t c : classes) {
            plan.testSamples += samplesKept(dataset.testCounts.at(static_cast<std::size_t>(c)), scenario.testFraction);
        }
    }
}

std::int64_t ceilDivided(std::int64_t dividend, std::int64_t divisor) {
    return (dividend + divisor - 1) / divisor;
}

/// What the removals before an epoch (from 1) have left.
std::int64_t samplesOfEpoch(const MethodDemands& method, std::int64_t samples, std::int64_t epoch) {
    const std::int64_t each = removedSamples(method.removalShare, samples);
    const auto removals = std::count_if(method.removalEpochs.begin(), method.removalEpochs.end(),
                                        [epoch](std::int64_t after) { return after < epoch; });
    return std::max<std::int64_t>(std::min<std::int64_t>(samples, 1), samples - removals * each);
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

std::int64_t TrainingPlan::shortestStream() const {
    const auto shortest = std::min_element(samples.begin(), samples.end(),
                                           [](const auto& a, const auto& b) { return a.stream < b.stream; });
    return shortest->stream;
}

std::int64_t TrainingPlan::longestStream() const {
    const auto longest = std::max_element(samples.begin(), samples.end(),
                                          [](const auto& a, const auto& b) { return a.stream < b.stream; });
    return longest->stream;
}

TrainingPlan planOf(const RunSpec& run, const DatasetInfo& dataset) {
    const TrainingSettings training = trainingSettings(run.training);
    TrainingPlan plan;
    planSamples(plan, scenarioSettings(run, dataset), measuringSettings(run.measuring), dataset);
    plan.network = networkOf(run, dataset);
    plan.epochs = training.epochs;
    plan.batchSize = training.batchSize;
    plan.momentum = training.momentum > 0;
    plan.memory = training.memory;
    plan.precision = {training.bfloat16};
    plan.cachedViews = training.cachedViews;
    plan.cacheMemory = training.cacheBytes;
    plan.cachePrecision = storedPrecision(training.cachePrecision);
    const MethodInfo* const method = catalog().method(run.method.name);
    if (!method) throw std::logic_error(fmt::format("the catalog does not know the method {}", run.method.name));
    plan.method = method->demands(run, plan);
    return plan;
}

TaskSteps stepsOfTask(const TrainingPlan& plan, std::int64_t task) {
    const MethodDemands& method = plan.method;
    const std::int64_t buffered = bufferedSamples(plan, task);
    const bool later = task > 1;
    TaskSteps result;
    result.firstTrainable = later || method.frozenFromStart ? method.firstTrainable : 0;
    result.samples =
        method.allTasksAtOnce ? plan.allSamples().stream : plan.samples.at(static_cast<std::size_t>(task - 1)).stream;
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
    const MethodDemands& method = plan.method;
    // Without a line that is frozen from the start, what is stored there comes when the first task ends.
    if (method.latentRows > 0 && !method.frozenFromStart && task == 1) return 0;
    if (method.filling == BufferFilling::EachStep) return method.bufferSize;
    const std::vector<TaskSamples> earlier(plan.samples.begin(), plan.samples.begin() + task - 1);
    const bool byClass = method.filling == BufferFilling::ClassesSeen;
    std::int64_t sharing = method.filling == BufferFilling::AllTasks ? plan.tasks : 0;
    for (const TaskSamples& seen : earlier) {
        if (method.filling != BufferFilling::AllTasks) sharing += byClass ? seen.classes : 1;
    }
    std::int64_t buffered = 0;
    for (const TaskSamples& seen : earlier) {
        const std::int64_t groups = byClass ? seen.classes : 1;
        buffered += groups * std::min(method.bufferSize / std::max<std::int64_t>(1, sharing), seen.stream / groups);
    }
    return buffered;
}

} // namespace lightcl
