#include "cost/step_passes.h"

#include "cost/cached_features.h"

#include <algorithm>

namespace lightcl {

namespace {

/// A view is computed batch by batch, before the held samples' features; there is room for it after the first batch.
void addCachePasses(std::vector<Pass>& passes, const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t held = heldFeatureBytes(plan, task);
    const auto forward = [&](std::int64_t rows, std::int64_t missing) {
        passes.push_back({.fromInput = rows, .read = rows, .forwardOnly = true, .notYetCached = missing});
    };
    forward(steps.streamRows, held + lastViewBytes(plan, task));
    forward(std::min(steps.streamRows, steps.samples - steps.streamRows), held);
}

/// The held samples' features are computed in an epoch's first step.
void addHeldPass(std::vector<Pass>& passes, const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    passes.push_back({.fromInput = steps.memoryRows,
                      .read = steps.streamRows,
                      .forwardOnly = true,
                      .notYetCached = heldFeatureBytes(plan, task)});
}

} // namespace

std::vector<Pass> passesOf(const TrainingPlan& plan, std::int64_t task) {
    const MethodDemands& method = plan.method;
    const TaskSteps steps = stepsOfTask(plan, task);
    const bool cached = isCached(plan, task);
    const std::int64_t read = steps.streamRows + steps.replayRows;
    std::vector<Pass> passes;
    if (steps.referenceRows > 0) {
        passes.push_back({.fromInput = steps.referenceRows,
                          .read = read + steps.referenceRows,
                          .waiting = steps.fromInput(),
                          .keepsGradients = true});
    }
    if (cached) addCachePasses(passes, plan, task);
    const std::int64_t held = !cached && holdsFeatures(plan, task) ? steps.memoryRows : 0;
    if (held > 0) addHeldPass(passes, plan, task);
    if (method.trainsOnStream) {
        passes.push_back({.fromInput = steps.fromInput() - held,
                          .latent = steps.latentRows,
                          .held = held,
                          .read = read,
                          .cached = cached,
                          .joined = !cached && steps.fromInput() - held > steps.streamRows,
                          .keepsGradients = method.wholeGradient,
                          .compared = steps.referenceRows > 0});
    }
    if (steps.separateRows > 0) {
        passes.push_back({.fromInput = steps.separateRows,
                          .read = read + steps.separateRows,
                          .keepsGradients = method.wholeGradient});
    }
    if (method.fitRows > 0) passes.push_back({.fromInput = method.fitRows, .read = method.fitRows});
    return passes;
}

bool entersAsFloats(const TrainingPlan& plan, const Pass& pass, std::size_t firstTrainable) {
    return plan.precision.bfloat16 && (firstTrainable == 0 || pass.cached || pass.latent > 0);
}

std::int64_t dataBytes(const TrainingPlan& plan, const Pass& pass) {
    constexpr std::int64_t kFloat = 4;
    constexpr std::int64_t kLabel = 8;
    const std::int64_t pixels = plan.network.input.elements();
    if (pass.cached) {
        // The rows that were run beside the batch are joined to the cache's, and the labels of both.
        const std::int64_t line = plan.network.stages[plan.method.firstTrainable].input().elements();
        return pass.read * kLabel + pass.rows() * kLabel + kFloat * pass.fromInput * line;
    }
    const std::int64_t joinedLabels = pass.joined || pass.latent + pass.held > 0 ? pass.rows() * kLabel : 0;
    return pass.read * (pixels + kLabel) + joinedLabels + kFloat * (pass.fromInput + pass.waiting) * pixels;
}

} // namespace lightcl
