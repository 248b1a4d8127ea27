#include "cost/training_plan.h"

#include "rules/sparsity.h"
#include "rules/task_length.h"
#include "rules/training_counts.h"
#include "spec/method_network.h"
#include "spec/settings.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace lightcl {

namespace {

/// Probe images come from the ends of the task's classes in turn; where a class is used whole they are missing there.
TaskSamples samplesOf(const std::vector<std::int64_t>& classes, const DatasetInfo& dataset,
                      const ScenarioSettings& scenario, std::int64_t probes) {
    TaskSamples samples;
    const auto count = std::ssize(classes);
    samples.classes = count;
    for (std::int64_t place = 0; place < count; ++place) {
        const std::int64_t available =
            dataset.trainCounts.at(static_cast<std::size_t>(classes[static_cast<std::size_t>(place)]));
        const std::int64_t kept = samplesKept(available, scenario.trainFraction);
        const std::int64_t taken = probesOfClass(probes, place, count);
        const std::int64_t left = std::min(kept, available - taken);
        const std::int64_t validation = validationImages(left, scenario.validationShare);
        samples.kept += kept - validation;
        samples.stream += left - validation;
        samples.validation += validation;
    }
    return samples;
}

void planSamples(TrainingPlan& plan, const ScenarioSettings& scenario, const MeasuringSettings& measuring,
                 const DatasetInfo& dataset) {
    const std::int64_t probes = measuring.probesPerTask(); // set aside even where nothing is measured
    checkTrainingCounts(scenario, dataset.trainCounts, dataset.classNames, probes);
    plan.tasks = scenario.tasks;
    plan.domains = scenario.domains();
    for (const auto& classes : taskClasses(scenario)) {
        plan.samples.push_back(samplesOf(classes, dataset, scenario, probes));
        requireValidation(std::ssize(plan.samples), plan.samples.back().validation, scenario.validationShare);
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
    return samplesLeft(method.removalShare, method.removalEpochs, samples, epoch);
}

std::int64_t streamOf(const TrainingPlan& plan, std::int64_t task) {
    return plan.method.allTasksAtOnce ? plan.allSamples().stream
                                      : plan.samples.at(static_cast<std::size_t>(task - 1)).stream;
}

/// Of a task with so many samples.
TaskLength lengthWith(const TrainingPlan& plan, std::int64_t samples) {
    auto budget = plan.maxSteps;
    if (budget && plan.method.allTasksAtOnce) *budget *= plan.tasks;
    return taskLength(plan.epochs, plan.batchSize, budget,
                      [&](std::int64_t epoch) { return samplesOfEpoch(plan.method, samples, epoch); });
}

/// Draws from a buffer in the steps of a task.
struct BufferDraws {
    std::int64_t largest = 0; ///< rows beside a full batch's, as many as make the step with most rows
    std::int64_t rows = 0;    ///< of all steps
};

/// Latent rows are kept in a task's first epoch alone; other buffers take in what every step trained on.
std::int64_t epochsKept(const TrainingPlan& plan, const TaskLength& length) {
    return plan.method.latentRows > 0 ? 1 : length.epochs;
}

/// What a buffer that is filled from the stream was offered before a task, as far as `enough`.
std::int64_t offeredBefore(const TrainingPlan& plan, std::int64_t task, std::int64_t enough) {
    std::int64_t offered = 0;
    for (std::int64_t earlier = 1; earlier < task && offered < enough; ++earlier) {
        const std::int64_t samples = streamOf(plan, earlier);
        const TaskLength length = lengthWith(plan, samples);
        for (std::int64_t epoch = 1; epoch <= epochsKept(plan, length) && offered < enough; ++epoch)
            offered += length.trained(epoch, samplesOfEpoch(plan.method, samples, epoch), plan.batchSize);
    }
    return std::min(offered, enough);
}

/// `draws` times `wanted` rows a step, as far as the buffer, which is filled from the stream, holds as many before it.
/// The last batch of an epoch may have fewer rows.
BufferDraws drawsWhileFilling(const TrainingPlan& plan, std::int64_t task, std::int64_t wanted, std::int64_t draws,
                              std::int64_t steps) {
    const std::int64_t samples = streamOf(plan, task);
    const TaskLength length = lengthWith(plan, samples);
    const auto trainedIn = [&](std::int64_t epoch) {
        return length.trained(epoch, samplesOfEpoch(plan.method, samples, epoch), plan.batchSize);
    };
    const std::int64_t fullBatch = std::min(plan.batchSize, samples);
    std::int64_t held = offeredBefore(plan, task, wanted);
    std::int64_t step = 0, rows = 0, widest = 0;
    for (std::int64_t epoch = 1; epoch <= epochsKept(plan, length) && held < wanted; ++epoch) {
        for (std::int64_t left = trainedIn(epoch); left > 0 && held < wanted;) {
            const std::int64_t batch = std::min(plan.batchSize, left);
            widest = std::max(widest, batch + draws * held);
            rows += draws * held;
            ++step;
            held = std::min(wanted, held + batch);
            left -= batch;
        }
    }
    const std::int64_t lastBatch = (trainedIn(length.epochs) - 1) % plan.batchSize + 1;
    if (step < steps) widest = std::max(widest, (step + 1 < steps ? fullBatch : lastBatch) + draws * held);
    rows += draws * held * (steps - step);
    return {std::max<std::int64_t>(0, widest - fullBatch), rows};
}

BufferDraws drawsOf(const TrainingPlan& plan, std::int64_t task, std::int64_t wanted, std::int64_t draws,
                    std::int64_t steps) {
    if (plan.method.filling == BufferFilling::EachStep) return drawsWhileFilling(plan, task, wanted, draws, steps);
    return {draws * wanted, draws * wanted * steps};
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
    plan.maxSteps = training.maxSteps;
    plan.batchSize = training.batchSize;
    plan.optimizerValues = optimizerValues(training.optimizer);
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
    result.samples = streamOf(plan, task);
    const TaskLength length = lengthWith(plan, result.samples);
    for (std::int64_t epoch = 1; epoch <= length.epochs; ++epoch)
        result.trained += length.trained(epoch, samplesOfEpoch(method, result.samples, epoch), plan.batchSize);
    result.epochs = length.epochs;
    result.steps = length.steps;
    result.streamRows = std::min(plan.batchSize, result.samples);
    const BufferDraws draws = drawsOf(plan, task, std::min(method.replayRows, buffered), method.draws, result.steps);
    result.replayRows = draws.largest;
    result.replayed = draws.rows;
    if (method.replaysAll) {
        result.replayRows = ceilDivided(buffered, ceilDivided(result.samples, plan.batchSize));
        result.replayed = buffered * (length.epochs - 1) + std::min(buffered, result.replayRows * length.lastSteps);
    }
    result.memoryRows = later ? method.memoryRows : 0;
    if (result.firstTrainable > 0) {
        const BufferDraws latent = drawsOf(plan, task, std::min(method.latentRows, buffered), 1, result.steps);
        result.latentRows = latent.largest;
        result.latentReplayed = latent.rows;
    }
    result.separateRows = std::min(method.separateRows, buffered);
    result.referenceRows = std::min(method.referenceRows, buffered);
    return result;
}

std::int64_t trainedSamples(const TrainingPlan& plan, std::int64_t samples) {
    const TaskLength length =
        taskLength(plan.epochs, plan.batchSize, plan.maxSteps, [&](std::int64_t) { return samples; });
    return (length.epochs - 1) * samples + length.trained(length.epochs, samples, plan.batchSize);
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
