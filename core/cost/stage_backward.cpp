#include "cost/stage_backward.h"

#include "backbones/map_layout.h"
#include "cost/layer_memory.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;

/// Values of a row's penalty gradients that wait for the operations before `end`.
std::int64_t waitingPenalty(const StageBackward& stage, std::ptrdiff_t end) {
    std::int64_t values = 0;
    for (std::ptrdiff_t index = 0; stage.penalised && index < end; ++index) {
        const LayerSpec& layer = stage.operations[static_cast<std::size_t>(index)].layer;
        if (layer.kind == LayerKind::Relu) values += layer.output.elements();
    }
    return values;
}

/// What there is beside the gradients of the operation's input and output, in values of a row. Batch-norm's backward
/// allocates its input's gradient twice. Where a batch-norm, a ReLU and a convolution are one operation, their backward
/// holds the gradient that comes from above to the end, the map that it computes again until the ReLU is done, and
/// works on the gradient between them in place.
std::int64_t besideGradients(const StageBackward& stage, std::ptrdiff_t index, bool input) {
    const auto at = [&](std::ptrdiff_t ahead) -> const Operation& {
        return stage.operations[static_cast<std::size_t>(index + ahead)];
    };
    const auto follows = [&](std::ptrdiff_t ahead) {
        return stage.recomputesNorms && index + ahead < std::ssize(stage.operations) && at(ahead).aroundNormedMap;
    };
    const LayerSpec& layer = at(0).layer;
    if (layer.kind == LayerKind::BatchNorm2d) {
        const bool asOne = follows(1) && at(1).layer.kind == LayerKind::Relu;
        return (input ? layer.input.elements() : 0) + (asOne ? at(2).layer.output.elements() : 0);
    }
    if (layer.kind == LayerKind::Relu) return follows(0) ? at(1).layer.output.elements() : 0;
    return follows(0) ? layer.input.elements() : 0;
}

} // namespace

StageBackward backwardOf(const Segments& segments, std::size_t index, MemoryMode memory, bool penalised) {
    const StageSpec& stage = segments.network.stages[index];
    StageBackward backward;
    backward.operations = operationsOf(stage);
    backward.inputGradient = index > segments.firstTrainable;
    // Where the input has no gradient, the shortcut's part of it does not wait either.
    const std::size_t reading = backward.inputGradient ? 0 : stage.blocks.front().main.size();
    for (std::size_t main = 0; main < reading; ++main) backward.operations[main].pendingGradients = 0;
    backward.penalised = penalised && index + 1 < segments.count();
    backward.recomputesNorms = memory != MemoryMode::Fast;
    backward.channelsLast = segments.channelsLast[index];
    return backward;
}

std::int64_t gradientMaps(const StageBackward& stage, std::ptrdiff_t index, bool input) {
    const Operation& operation = stage.operations[static_cast<std::size_t>(index)];
    return operation.layer.output.elements() + (input ? operation.layer.input.elements() : 0) +
           (stage.penalised && operation.pendingOnMap ? 0 : operation.pendingGradients) +
           besideGradients(stage, index, input) + waitingPenalty(stage, index);
}

std::int64_t joiningMaps(const StageBackward& stage) {
    const LayerSpec& last = stage.operations.back().layer;
    if (!stage.penalised || last.kind != LayerKind::Relu) return 0;
    return 3 * last.output.elements();
}

std::int64_t scratchBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows) {
    const LayerSpec& layer = operation.layer;
    if (layer.kind != LayerKind::Conv2d) return 0;
    // Place by place: both maps with their channels last, and as much of them as a place of the kernel touches.
    const bool byPlaces = sumsKernelPlaces(layer);
    constexpr std::int64_t kBlock = 16;
    const bool uneven = layer.input.channels > kBlock && layer.input.channels % kBlock != 0;
    const bool asTheyAre = stage.channelsLast || (layer.stride > 1 && uneven);
    const std::int64_t maps = byPlaces    ? 2 * (layer.output.elements() + layer.input.elements())
                              : asTheyAre ? 0
                                          : blockedOutput(layer) + blockedInput(layer);
    return std::max(gradientBytes(layer), kFloat * rows * maps);
}

std::int64_t keptBytesPerRow(const Operation& operation, MemoryMode memory) {
    const bool again = memory != MemoryMode::Fast && operation.aroundNormedMap;
    return (again ? 0 : keptBytesPerRow(operation.layer)) +
           (operation.outputKept ? kFloat * operation.layer.output.elements() : 0);
}

std::int64_t keptBytes(const Operation& operation, MemoryMode memory, std::int64_t rows) {
    return rows * keptBytesPerRow(operation, memory) + keptBytesPerStep(operation.layer);
}

} // namespace lightcl
