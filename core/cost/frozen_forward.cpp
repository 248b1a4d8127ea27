#include "cost/frozen_forward.h"

#include "base/element_bytes.h"
#include "cost/layer_memory.h"
#include "cost/stage_operations.h"
#include "rules/map_layout.h"

#include <algorithm>

namespace lightcl {

namespace {} // namespace

std::int64_t forwardValues(const LayerSpec& layer, bool channelsLast) {
    if (layer.kind == LayerKind::Relu || layer.kind == LayerKind::Flatten) return 0; // in place, a view
    // The library works on maps with channels last as they are.
    if (layer.kind != LayerKind::Conv2d || channelsLast) return layer.output.elements();
    return blockedOutput(layer) + std::max(layer.output.elements(), blockedInput(layer));
}

std::int64_t forwardBytes(const StageSpec& stage, bool channelsLast, Precision precision, std::int64_t rows) {
    std::int64_t largest = 0;
    for (const Operation& operation : operationsOf(stage)) {
        const LayerSpec& layer = operation.layer;
        const std::int64_t values = layer.input.elements() + forwardValues(layer, channelsLast) + operation.heldForward;
        const std::int64_t bytes = precision.mapBytes() * values + indexBytesPerRow(layer);
        largest = std::max(largest, rows * bytes + scratchBytes(layer, channelsLast, precision));
    }
    return largest;
}

std::int64_t largestFrozenForward(const TrainingPlan& plan, std::size_t frozenStages, std::int64_t rows,
                                  std::int64_t gone) {
    std::int64_t largest = 0;
    for (std::size_t index = 0; index < frozenStages; ++index) {
        const StageSpec& stage = plan.network.stages[index];
        const bool casts = index == 0 && plan.precision.bfloat16;
        const std::int64_t counted = index > 0 ? gone : casts ? 0 : rows;
        largest = std::max(largest, forwardBytes(stage, hasChannelsLast(stage), plan.precision, rows) -
                                        kFloatBytes * counted * plan.network.input.elements());
    }
    return largest;
}

} // namespace lightcl
