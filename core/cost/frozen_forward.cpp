#include "cost/frozen_forward.h"

#include "backbones/map_layout.h"
#include "cost/layer_memory.h"
#include "cost/stage_operations.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;

/// What a frozen layer's forward makes, in values of a row: its output; for a convolution its output in the library's
/// layout, beside its input in that layout (which few channels do without) or its output as it leaves.
std::int64_t frozenForwardValues(const LayerSpec& layer, bool channelsLast) {
    if (layer.kind == LayerKind::Relu || layer.kind == LayerKind::Flatten) return 0; // in place, a view
    // The library works on maps with channels last as they are.
    if (layer.kind != LayerKind::Conv2d || channelsLast) return layer.output.elements();
    return blockedOutput(layer) + std::max(layer.output.elements(), blockedInput(layer));
}

} // namespace

std::int64_t forwardBytes(const StageSpec& stage, bool channelsLast, std::int64_t rows) {
    std::int64_t largest = 0;
    for (const Operation& operation : operationsOf(stage)) {
        const LayerSpec& layer = operation.layer;
        const std::int64_t values =
            layer.input.elements() + frozenForwardValues(layer, channelsLast) + operation.heldForward;
        largest = std::max(largest, kFloat * rows * values + scratchBytes(layer));
    }
    return largest;
}

std::int64_t largestFrozenForward(const TrainingPlan& plan, std::size_t frozenStages, std::int64_t rows) {
    std::int64_t largest = 0;
    for (std::size_t index = 0; index < frozenStages; ++index) {
        const StageSpec& stage = plan.network.stages[index];
        largest = std::max(largest, forwardBytes(stage, hasChannelsLast(stage), rows));
    }
    return std::max<std::int64_t>(0, largest - kFloat * rows * plan.network.input.elements());
}

} // namespace lightcl
