#include "cost/step_passes.h"

namespace lightcl {

std::vector<Pass> passesOf(const TrainingPlan& plan, std::int64_t task) {
    const MethodDemands& method = plan.method;
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t read = steps.streamRows + steps.replayRows;
    std::vector<Pass> passes;
    if (steps.referenceRows > 0) {
        passes.push_back({.fromInput = steps.referenceRows,
                          .read = read + steps.referenceRows,
                          .waiting = steps.fromInput(),
                          .keepsGradients = true});
    }
    if (method.trainsOnStream) {
        passes.push_back({.fromInput = steps.fromInput(),
                          .latent = steps.latentRows,
                          .read = read,
                          .joined = steps.fromInput() > steps.streamRows,
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

std::int64_t dataBytes(const TrainingPlan& plan, const Pass& pass) {
    constexpr std::int64_t kFloat = 4;
    constexpr std::int64_t kLabel = 8;
    const std::int64_t pixels = plan.network.input.elements();
    const std::int64_t joinedLabels = pass.joined || pass.latent > 0 ? pass.rows() * kLabel : 0;
    return pass.read * (pixels + kLabel) + joinedLabels + kFloat * (pass.fromInput + pass.waiting) * pixels;
}

} // namespace lightcl
