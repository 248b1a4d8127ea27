#include "cost/pnn_columns.h"

#include "base/element_bytes.h"
#include "cost/layer_memory.h"

namespace lightcl {

namespace {

/// Learnable values of a column's connections before a stage, from `earlier` columns.
std::int64_t connectionValues(const TrainingPlan& plan, const StageSpec& stage, std::int64_t earlier) {
    if (stage.name == plan.network.stages.front().name) return 0;
    return lateralValues(stage, *plan.method.columns, earlier);
}

} // namespace

std::int64_t columnBytes(const TrainingPlan& plan, std::int64_t task) {
    if (!plan.method.columns) return 0;
    std::int64_t bytes = (task - 1) * weightBytes(plan.network);
    for (std::int64_t earlier = 1; earlier < task; ++earlier) {
        for (const StageSpec& stage : plan.network.stages)
            bytes += kFloatBytes * connectionValues(plan, stage, earlier);
    }
    return bytes;
}

std::int64_t connectionBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    return !plan.method.columns ? 0 : kFloatBytes * connectionValues(plan, stage, task - 1);
}

std::int64_t castConnectionBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    return plan.precision.castBytes() * connectionBytes(plan, task, stage) / kFloatBytes;
}

std::int64_t connectionBytesPerRow(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    if (connectionBytes(plan, task, stage) == 0) return 0;
    const bool nonlinear = plan.method.columns == Laterals::Nonlinear;
    const std::int64_t maps = nonlinear ? 2 * (task - 1) + 2 : task;
    return plan.precision.mapBytes() * maps * stage.input().elements();
}

std::int64_t enteringBytesPerRow(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    return connectionBytes(plan, task, stage) == 0 ? 0 : plan.precision.mapBytes() * stage.input().elements();
}

std::int64_t columnMapBytesPerRow(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    if (connectionBytes(plan, task, stage) == 0) return 0;
    return plan.precision.mapBytes() * (task - 1) * stage.input().elements();
}

double columnFlops(const TrainingPlan& plan, std::int64_t task) {
    return plan.method.columns ? columnOperations(plan.network, *plan.method.columns, task - 1) : 0;
}

} // namespace lightcl
