#include "cost/cached_features.h"

#include "base/element_bytes.h"

#include <algorithm>

namespace lightcl {

namespace {

std::int64_t viewsComputed(const TrainingPlan& plan, std::int64_t task) {
    return std::min(plan.cachedViews, stepsOfTask(plan, task).epochs);
}

std::int64_t lineValues(const TrainingPlan& plan, std::int64_t task) {
    return plan.network.stages[stepsOfTask(plan, task).firstTrainable].input().elements();
}

std::int64_t viewBytes(const TrainingPlan& plan, std::int64_t task) {
    return stepsOfTask(plan, task).samples * storedBytes(plan.cachePrecision, lineValues(plan, task));
}

std::int64_t viewsInMemory(const TrainingPlan& plan, std::int64_t task) {
    return std::min(viewsComputed(plan, task), plan.cacheMemory / std::max<std::int64_t>(1, viewBytes(plan, task)));
}

bool standsStill(const TrainingPlan& plan, std::int64_t task) {
    return !plan.method.frozenDrifts && stepsOfTask(plan, task).firstTrainable > 0;
}

} // namespace

bool isCached(const TrainingPlan& plan, std::int64_t task) {
    return plan.cachedViews > 0 && standsStill(plan, task);
}

bool holdsFeatures(const TrainingPlan& plan, std::int64_t task) {
    return standsStill(plan, task) && stepsOfTask(plan, task).memoryRows > 0;
}

std::int64_t heldFeatureBytes(const TrainingPlan& plan, std::int64_t task) {
    if (!holdsFeatures(plan, task)) return 0;
    return plan.precision.mapBytes() * stepsOfTask(plan, task).memoryRows * lineValues(plan, task);
}

std::int64_t lastViewBytes(const TrainingPlan& plan, std::int64_t task) {
    return viewsInMemory(plan, task) == viewsComputed(plan, task) ? viewBytes(plan, task) : 0;
}

std::int64_t laterViewsBytes(const TrainingPlan& plan, std::int64_t task) {
    return std::max<std::int64_t>(0, viewsInMemory(plan, task) - 1) * viewBytes(plan, task);
}

std::int64_t cacheBytes(const TrainingPlan& plan, std::int64_t task) {
    return viewsInMemory(plan, task) * viewBytes(plan, task) + kIndexBytes * stepsOfTask(plan, task).samples;
}

std::int64_t rowsThroughFrozen(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t stream = plan.method.trainsOnStream ? steps.trained : 0;
    const std::int64_t held = steps.memoryRows * (holdsFeatures(plan, task) ? steps.epochs : steps.steps);
    if (isCached(plan, task)) return viewsComputed(plan, task) * steps.samples + held;
    return stream + steps.replayed + (steps.separateRows + steps.referenceRows) * steps.steps + held;
}

} // namespace lightcl
