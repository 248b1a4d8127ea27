#include "cost/forward_apart.h"

#include "base/element_bytes.h"
#include "cost/frozen_forward.h"
#include "cost/layer_memory.h"
#include "cost/stage_operations.h"
#include "rules/map_layout.h"
#include "rules/rows_at_once.h"

#include <algorithm>

namespace lightcl {

namespace {

std::int64_t rowsApart(const TrainingPlan& plan, std::int64_t task) {
    const MethodDemands& method = plan.method;
    const std::int64_t ofStep = task > 1 && method.oldNetworkForwards ? stepsOfTask(plan, task).fromInput() : 0;
    return std::max(ofStep, task == 1 ? method.firstTaskForwardRows : method.laterTaskForwardRows);
}

/// What enters the buffer when the task ends.
std::int64_t enteringBuffer(const TrainingPlan& plan, std::int64_t task) {
    const std::int64_t samples = bufferedSamples(plan, task + 1) - bufferedSamples(plan, task);
    return std::max<std::int64_t>(0, samples) * (plan.method.bufferSampleBytes + kLabelBytes);
}

/// The most bytes of a forward of the stages from `first` on that keeps each layer's map. Of those after ReLUs the
/// magnitudes are computed then, one map after the other, and put in another order.
std::int64_t keepingForward(const TrainingPlan& plan, std::size_t first, std::int64_t rows) {
    std::int64_t kept = plan.network.stages[first].input().elements();
    std::int64_t rectified = 0;
    std::int64_t largestRectified = 0;
    std::int64_t largest = 0;
    for (std::size_t index = first; index < plan.network.stages.size(); ++index) {
        const StageSpec& stage = plan.network.stages[index];
        for (const Operation& operation : operationsOf(stage)) {
            const LayerSpec& layer = operation.layer;
            const bool norm = layer.kind == LayerKind::BatchNorm2d;
            // A batch-norm's output takes the convolution's place when it is there.
            const std::int64_t values =
                kept + (norm ? layer.input.elements() : 0) + forwardValues(layer, hasChannelsLast(stage));
            largest = std::max(largest, kFloatBytes * values + indexBytesPerRow(layer));
            if (norm) kept += layer.output.elements();
            if (layer.kind != LayerKind::Relu) continue;
            rectified += layer.output.elements();
            largestRectified = std::max(largestRectified, layer.output.elements());
        }
    }
    return rows * std::max(largest, kFloatBytes * (rectified + 2 * largestRectified));
}

/// LightCL's runs frozen stages that stand still with few rows at a time, beside what the rows before them became.
std::int64_t rowsAtOnce(const MethodDemands& method, std::int64_t rows) {
    const bool few = method.forwardsKeepMaps && !method.frozenDrifts && method.firstTrainable > 0;
    return few ? std::min(kFrozenRowsOfLow, rows) : rows;
}

/// Beside the rows at once as numbers, which are gone after the first stage.
std::int64_t forwardApart(const TrainingPlan& plan, std::int64_t rows) {
    TrainingPlan inFloat32 = plan;
    inFloat32.precision = {};
    const MethodDemands& method = plan.method;
    if (method.forwardsToFreezeLine) return largestFrozenForward(inFloat32, method.firstTrainable, rows, rows);
    if (!method.forwardsKeepMaps) return largestFrozenForward(inFloat32, plan.network.stages.size(), rows, rows);
    const std::int64_t atOnce = rowsAtOnce(method, rows);
    const std::int64_t inputs = kFloatBytes * atOnce * plan.network.input.elements();
    const std::int64_t line = plan.network.stages[method.firstTrainable].input().elements();
    return std::max(largestFrozenForward(inFloat32, method.firstTrainable, atOnce, atOnce) +
                        kFloatBytes * (rows - atOnce) * line,
                    keepingForward(plan, method.firstTrainable, rows) - (method.firstTrainable > 0 ? inputs : 0));
}

} // namespace

void passApart(Moments& moments, const TrainingPlan& plan, std::int64_t task) {
    const std::int64_t rows = rowsApart(plan, task);
    const bool needsMore = plan.precision.bfloat16 || plan.method.forwardHeldBytes > 0;
    if (rows == 0 || !needsMore) return;
    const MemoryBreakdown before = moments.now;
    const std::int64_t pixels = plan.network.input.elements();
    moments.now[MemoryCategory::Data] +=
        rows * (pixels + kLabelBytes) + kFloatBytes * rowsAtOnce(plan.method, rows) * pixels;
    moments.now[MemoryCategory::ReplayBuffer] += enteringBuffer(plan, task);
    moments.now[MemoryCategory::Workspace] += plan.method.forwardHeldBytes;
    if (plan.method.forwardHeldBytes > 0) // the task has ended: there is no epoch's order any more
        moments.now[MemoryCategory::Data] -= kIndexBytes * stepsOfTask(plan, task).samples;
    moments.lookWith(MemoryCategory::Workspace, forwardApart(plan, rows));
    moments.now = before;
}

} // namespace lightcl
