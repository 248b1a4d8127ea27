#include "cost/cached_features.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;
constexpr std::int64_t kIndex = 8;

std::int64_t viewsComputed(const TrainingPlan& plan) {
    return std::min(plan.cachedViews, plan.epochs);
}

} // namespace

bool isCached(const TrainingPlan& plan, std::int64_t task) {
    return plan.cachedViews > 0 && !plan.method.frozenDrifts && stepsOfTask(plan, task).firstTrainable > 0;
}

std::int64_t latentBytes(const std::string& precision, std::int64_t values) {
    constexpr std::int64_t kRange = 8;
    if (precision == "float16") return values * kFloat / 2;
    return precision == "uint8" ? values + kRange : values * kFloat;
}

std::int64_t cacheBytes(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t values = plan.network.stages[steps.firstTrainable].input().elements();
    const std::int64_t view = steps.samples * latentBytes(plan.cachePrecision, values);
    const std::int64_t fitting = std::min(viewsComputed(plan), plan.cacheMemory / std::max<std::int64_t>(1, view));
    return fitting * view + kIndex * plan.trainingImages + kFloat * steps.memoryRows * values;
}

std::int64_t rowsThroughFrozen(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    return viewsComputed(plan) * steps.samples + steps.memoryRows;
}

} // namespace lightcl
