#include "cost/step_passes.h"

#include "base/element_bytes.h"
#include "cost/cached_features.h"
#include "rules/prepared_batches.h"

#include <algorithm>

namespace lightcl {

namespace {

/// A view is computed batch by batch, before the held samples' features; there is room for it after the first batch.
void addCachePasses(std::vector<Pass>& passes, const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t held = heldFeatureBytes(plan, task);
    const auto forward = [&](std::int64_t rows, std::int64_t missing) {
        passes.push_back(
            {.fromInput = rows, .read = rows, .inputs = rows, .forwardOnly = true, .notYetCached = missing});
    };
    forward(steps.streamRows, held + lastViewBytes(plan, task));
    forward(std::min(steps.streamRows, steps.samples - steps.streamRows), held);
}

/// The stream's part of a step's data: made ahead, or of the step alone.
struct StreamData {
    std::int64_t ready = 0;  ///< bytes
    std::int64_t read = 0;   ///< rows whose pictures are read for the step
    std::int64_t inputs = 0; ///< rows whose inputs are made for the step
};

StreamData streamData(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    if (isCached(plan, task)) return {0, steps.streamRows, 0};
    const Shape image = plan.network.input;
    const PreparedBatches prepared =
        plan.domains ? PreparedBatches{} : preparedBatches(plan.memory, image, plan.batchSize, steps.samples);
    if (prepared.groups == 0) return {0, steps.streamRows, steps.streamRows};
    return {prepared.rows() * preparedBytes(image, plan.method.trainsOnStream), 0, 0};
}

/// The held samples' features are computed in an epoch's first step.
void addHeldPass(std::vector<Pass>& passes, const TrainingPlan& plan, std::int64_t task, const StreamData& stream) {
    const std::int64_t rows = stepsOfTask(plan, task).memoryRows;
    passes.push_back({.fromInput = rows,
                      .read = stream.read,
                      .inputs = rows,
                      .ready = stream.ready,
                      .forwardOnly = true,
                      .notYetCached = heldFeatureBytes(plan, task)});
}

/// Over the batch and what is run beside it; `held`: the rows whose features are held.
Pass streamPass(const TrainingPlan& plan, std::int64_t task, const StreamData& stream, std::int64_t held) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t fromInput = steps.fromInput() - held;
    const bool cached = isCached(plan, task);
    const bool joins = !cached && fromInput > steps.streamRows;
    return {.fromInput = fromInput,
            .latent = steps.latentRows,
            .held = held,
            .read = stream.read + steps.replayRows,
            .inputs = joins ? fromInput : stream.inputs,
            .ready = stream.ready,
            .cached = cached,
            .joined = joins ? stream.inputs + fromInput - steps.streamRows : 0,
            .keepsGradients = plan.method.wholeGradient,
            .compared = steps.referenceRows > 0};
}

/// Latent replay keeps the stream's activations for its buffer in a task's first epoch, when there is one cached view.
void addLatentPasses(std::vector<Pass>& passes, const TrainingPlan& plan, std::int64_t task, Pass stream) {
    passes.push_back(stream);
    passes.back().notYetCached = laterViewsBytes(plan, task);
    if (stepsOfTask(plan, task).epochs == 1) return;
    stream.letsCachedGo = true;
    passes.push_back(stream);
}

/// Over rows of the buffer alone, beside the stream's batch.
Pass bufferPass(std::int64_t rows, const Pass& stream) {
    return {.fromInput = rows, .read = stream.read + rows, .inputs = rows, .ready = stream.ready};
}

} // namespace

std::vector<Pass> passesOf(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const StreamData data = streamData(plan, task);
    const bool cached = isCached(plan, task);
    const std::int64_t held = !cached && holdsFeatures(plan, task) ? steps.memoryRows : 0;
    const Pass stream = streamPass(plan, task, data, held);
    std::vector<Pass> passes;
    if (steps.referenceRows > 0) {
        passes.push_back(bufferPass(steps.referenceRows, stream));
        passes.back().waiting = stream.inputs;
        passes.back().keepsGradients = true;
    }
    if (cached) addCachePasses(passes, plan, task);
    if (held > 0) addHeldPass(passes, plan, task, data);
    if (cached && stream.latent > 0) {
        addLatentPasses(passes, plan, task, stream);
    } else if (plan.method.trainsOnStream) {
        passes.push_back(stream);
    } else {
        passes.push_back({.read = data.read, .ready = data.ready, .forwardOnly = true}); // it is only looked at
    }
    if (steps.separateRows > 0) {
        passes.push_back(bufferPass(steps.separateRows, stream));
        passes.back().keepsGradients = plan.method.wholeGradient;
    }
    const std::int64_t fit = plan.method.fitRows;
    if (fit > 0) passes.push_back({.fromInput = fit, .read = fit, .inputs = fit, .afterEpochs = true});
    return passes;
}

bool entersAsFloats(const TrainingPlan& plan, const Pass& pass, std::size_t firstTrainable) {
    return plan.precision.bfloat16 && (firstTrainable == 0 || pass.cached || pass.latent > 0);
}

std::int64_t dataBytes(const TrainingPlan& plan, const Pass& pass) {
    const std::int64_t pixels = plan.network.input.elements();
    if (pass.cached) {
        // The rows that were run beside the batch are joined to the cache's, and the labels of both.
        const std::int64_t line = plan.network.stages[plan.method.firstTrainable].input().elements();
        return pass.read * kLabelBytes + pass.rows() * kLabelBytes + kFloatBytes * pass.fromInput * line;
    }
    const std::int64_t joinedLabels = pass.joined > 0 || pass.latent + pass.held > 0 ? pass.rows() * kLabelBytes : 0;
    return pass.ready + pass.read * (pixels + kLabelBytes) + joinedLabels +
           kFloatBytes * (pass.inputs + pass.waiting) * pixels;
}

} // namespace lightcl
