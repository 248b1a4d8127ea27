#include "cost/pnn_columns.h"

#include "base/element_bytes.h"
#include "cost/layer_memory.h"

namespace lightcl {

namespace {

bool nonlinear(const TrainingPlan& plan) {
    return plan.method.columns == Columns::Nonlinear;
}

/// Learnable values of a column's connections before a stage, from `earlier` columns.
std::int64_t connectionValues(const TrainingPlan& plan, const StageSpec& stage, std::int64_t earlier) {
    if (earlier == 0 || stage.name == plan.network.stages.front().name) return 0;
    const std::int64_t square = stage.input().channels * stage.input().channels;
    return earlier * square + (nonlinear(plan) ? earlier + square : 0);
}

/// Multiply-accumulates of a row in a column's connections, before the first `stages` stages.
std::int64_t connectionMacs(const TrainingPlan& plan, std::int64_t earlier, std::size_t stages) {
    if (earlier == 0) return 0;
    std::int64_t macs = 0;
    for (std::size_t index = 1; index < stages; ++index) {
        const Shape map = plan.network.stages[index].input();
        macs += (earlier + (nonlinear(plan) ? 1 : 0)) * map.channels * map.elements();
    }
    return macs;
}

} // namespace

std::int64_t columnBytes(const TrainingPlan& plan, std::int64_t task) {
    if (plan.method.columns == Columns::None) return 0;
    std::int64_t bytes = (task - 1) * weightBytes(plan.network);
    for (std::int64_t earlier = 1; earlier < task; ++earlier) {
        for (const StageSpec& stage : plan.network.stages)
            bytes += kFloatBytes * connectionValues(plan, stage, earlier);
    }
    return bytes;
}

std::int64_t connectionBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    return plan.method.columns == Columns::None ? 0 : kFloatBytes * connectionValues(plan, stage, task - 1);
}

std::int64_t castConnectionBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    return plan.precision.castBytes() * connectionBytes(plan, task, stage) / kFloatBytes;
}

std::int64_t connectionBytesPerRow(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    if (connectionBytes(plan, task, stage) == 0) return 0;
    const std::int64_t maps = nonlinear(plan) ? 2 * (task - 1) + 2 : task;
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
    if (plan.method.columns == Columns::None) return 0;
    const std::size_t stages = plan.network.stages.size();
    std::int64_t operations = (nonlinear(plan) ? 6 : 4) * connectionMacs(plan, task - 1, stages);
    for (std::int64_t earlier = 0; earlier < task - 1; ++earlier) {
        operations += 2 * (plan.network.macs() - plan.network.stages.back().macs());
        operations += 2 * connectionMacs(plan, earlier, stages - 1);
    }
    return static_cast<double>(operations);
}

} // namespace lightcl
