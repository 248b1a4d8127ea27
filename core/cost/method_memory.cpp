#include "cost/method_memory.h"

#include "base/element_bytes.h"
#include "cost/pnn_columns.h"
#include "cost/stage_operations.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

std::int64_t bufferBytes(const TrainingPlan& plan, std::int64_t samples) {
    return samples * (plan.method.bufferSampleBytes + kLabelBytes);
}

/// Logits of a task's samples for the classes before it.
std::int64_t recordedBytes(const TrainingPlan& plan, std::int64_t task) {
    if (!plan.method.recordsLogits) return 0;
    std::int64_t classes = 0;
    for (std::int64_t earlier = 1; earlier < task; ++earlier) {
        classes += plan.samples.at(static_cast<std::size_t>(earlier - 1)).classes;
    }
    return stepsOfTask(plan, task).samples * (kIndexBytes + kFloatBytes * classes);
}

/// Channels of a map that the earlier tasks can have marked together.
std::int64_t channelsMarkedTogether(const TrainingPlan& plan, std::int64_t channels, std::int64_t task) {
    return std::min(channels, (task - 1) * markedChannels(plan.method.marking, channels));
}

struct HeldMaps {
    std::int64_t values = 0; ///< of one sample
    std::int64_t channels = 0;
};

/// The marked channels of the maps after each ReLU; of a head, its logits.
HeldMaps heldMaps(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    HeldMaps held;
    for (const Operation& operation : operationsOf(stage)) {
        const Shape map = operation.layer.output;
        if (operation.layer.kind == LayerKind::Linear && map.channels == plan.network.classes)
            held.values += map.channels;
        if (operation.layer.kind != LayerKind::Relu) continue;
        const std::int64_t marked = channelsMarkedTogether(plan, map.channels, task);
        held.values += marked * map.height * map.width;
        held.channels += marked;
    }
    return held;
}

} // namespace

void addMethod(MemoryBreakdown& bytes, const TrainingPlan& plan, std::int64_t task) {
    const MethodDemands& method = plan.method;
    bytes[MemoryCategory::ReplayBuffer] += bufferBytes(plan, bufferedSamples(plan, task));
    bytes[MemoryCategory::MethodState] +=
        method.stateBytes + columnBytes(plan, task) + method.stateBytesPerSample * stepsOfTask(plan, task).samples;
    if (task == 1) return;
    bytes[MemoryCategory::MethodState] += method.laterStateBytes + recordedBytes(plan, task);
    if (method.memoryRows == 0) return;
    bytes[MemoryCategory::ReplayBuffer] += method.memoryRows * (plan.network.input.elements() + kLabelBytes);
    for (std::size_t index = method.firstTrainable; index < plan.network.stages.size(); ++index) {
        const HeldMaps held = heldMaps(plan, task, plan.network.stages[index]);
        bytes[MemoryCategory::MethodState] +=
            kFloatBytes * method.memoryRows * held.values + kIndexBytes * held.channels;
    }
}

std::int64_t penaltyBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage) {
    return kFloatBytes * stepsOfTask(plan, task).memoryRows * heldMaps(plan, task, stage).values;
}

} // namespace lightcl
