#include "cost/stage_backward.h"

#include "cost/layer_memory.h"
#include "rules/map_layout.h"

#include <algorithm>

namespace lightcl {

namespace {

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
std::int64_t besideGradients(const StageBackward& stage, std::ptrdiff_t index) {
    const auto at = [&](std::ptrdiff_t ahead) -> const Operation& {
        return stage.operations[static_cast<std::size_t>(index + ahead)];
    };
    const auto follows = [&](std::ptrdiff_t ahead) {
        return stage.recomputesNorms() && index + ahead < std::ssize(stage.operations) && at(ahead).aroundNormedMap;
    };
    const LayerSpec& layer = at(0).layer;
    if (layer.kind == LayerKind::BatchNorm2d) {
        const bool asOne = follows(1) && at(1).layer.kind == LayerKind::Relu;
        return (stage.givesInputGradient(at(0)) ? layer.input.elements() : 0) +
               (asOne ? at(2).layer.output.elements() : 0);
    }
    if (layer.kind == LayerKind::Relu) {
        // A byte for each value says what is below six: half as much as the value.
        const std::int64_t mask = stage.precision.bfloat16 && layer.limitedToSix ? layer.output.elements() / 2 : 0;
        return mask + (follows(0) ? at(1).layer.output.elements() : 0);
    }
    return follows(0) ? layer.input.elements() : 0;
}

/// Values of a row's maps that a convolution's backward copies into another order.
std::int64_t scratchMaps(const StageBackward& stage, const LayerSpec& layer) {
    // Place by place: both maps with their channels last, and as much of them as a place of the kernel touches.
    if (sumsKernelPlaces(layer)) return 2 * (layer.output.elements() + layer.input.elements());
    constexpr std::int64_t kBlock = 16;
    const bool uneven = layer.input.channels > kBlock && layer.input.channels % kBlock != 0;
    const bool asTheyAre = stage.channelsLast || (layer.stride > 1 && uneven);
    return asTheyAre ? 0 : blockedOutput(layer) + blockedInput(layer);
}

} // namespace

StageBackward backwardOf(const Segments& segments, std::size_t index) {
    const StageSpec& stage = segments.network.stages[index];
    StageBackward backward;
    backward.operations = operationsOf(stage);
    backward.inputGradient = index > segments.firstTrainable;
    // Where the input has no gradient, the shortcut's part of it does not wait either.
    const std::size_t reading = backward.inputGradient ? 0 : stage.blocks.front().main.size();
    for (std::size_t main = 0; main < reading; ++main) backward.operations[main].pendingGradients = 0;
    backward.channelsLast = segments.channelsLast[index];
    backward.memory = segments.memory;
    backward.precision = segments.precision;
    return backward;
}

std::int64_t gradientMaps(const StageBackward& stage, std::ptrdiff_t index) {
    const Operation& operation = stage.operations[static_cast<std::size_t>(index)];
    return operation.layer.output.elements() +
           (stage.givesInputGradient(operation) ? operation.layer.input.elements() : 0) +
           (stage.penalised && operation.pendingOnMap ? 0 : operation.pendingGradients) +
           besideGradients(stage, index) + waitingPenalty(stage, index);
}

std::int64_t joiningValues(const StageBackward& stage, std::int64_t rows, std::int64_t penalisedRows) {
    const LayerSpec& last = stage.operations.back().layer;
    if (!stage.penalised || last.kind != LayerKind::Relu) return 0;
    return (2 * rows + penalisedRows) * last.output.elements();
}

std::int64_t scratchBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows) {
    const LayerSpec& layer = operation.layer;
    if (layer.kind != LayerKind::Conv2d) return 0;
    const std::int64_t maps = stage.precision.mapBytes() * rows * scratchMaps(stage, layer);
    // Place by place the kernel's gradient is put in order, and cast at once.
    if (!stage.precision.bfloat16 || sumsKernelPlaces(layer)) return std::max(gradientBytes(layer), maps);
    const std::int64_t copy = castWeightBytes(layer, stage.precision);
    return maps == 0 ? 3 * copy : 2 * copy + maps;
}

std::int64_t keptBytesPerRow(const Operation& operation, MemoryMode memory, Precision precision) {
    const bool again = memory != MemoryMode::Fast && operation.aroundNormedMap;
    return (again ? 0 : keptBytesPerRow(operation.layer, precision)) +
           (operation.outputKept ? precision.mapBytes() * operation.layer.output.elements() : 0);
}

std::int64_t keptBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows) {
    const LayerSpec& layer = operation.layer;
    const bool castInput = stage.castsInput && operation.readsStageInput && layer.isWeightLayer();
    // A matrix is only needed for the gradient of what it was multiplied with.
    const bool castWeight = layer.kind == LayerKind::Conv2d || stage.givesInputGradient(operation);
    return rows * keptBytesPerRow(operation, stage.memory, stage.precision) + keptBytesPerStep(layer) +
           (castInput ? stage.precision.castBytes() * rows * layer.input.elements() : 0) +
           (castWeight ? castWeightBytes(layer, stage.precision) : 0);
}

std::int64_t keptBytes(const StageBackward& stage, std::int64_t rows) {
    std::int64_t bytes = 0;
    for (const Operation& operation : stage.operations) bytes += keptBytes(stage, operation, rows);
    return bytes;
}

std::int64_t keptAboveBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows) {
    if (!stage.precision.bfloat16 || operation.layer.kind != LayerKind::MaxPool2d) return 0;
    return stage.precision.mapBytes() * rows * operation.layer.output.elements();
}

} // namespace lightcl
