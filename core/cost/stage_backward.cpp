#include "cost/stage_backward.h"

#include "cost/layer_memory.h"

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

} // namespace

StageBackward backwardOf(const NetworkSpec& network, std::size_t stage, std::size_t firstTrainable, bool penalised) {
    const auto& stages = network.stages;
    const bool isHead = stage + 1 == stages.size();
    StageBackward backward;
    backward.operations = operationsOf(stages[stage]);
    backward.outputValues = isHead ? 0 : stages[stage].output().elements();
    backward.inputGradient = stage > firstTrainable;
    backward.fromPool = !isHead && stages[stage + 1].blocks.front().main.front().kind == LayerKind::GlobalAvgPool;
    backward.penalised = penalised && !isHead;
    return backward;
}

std::int64_t gradientMaps(const StageBackward& stage, std::ptrdiff_t index, bool input) {
    const Operation& operation = stage.operations[static_cast<std::size_t>(index)];
    const auto fromEnd = std::ssize(stage.operations) - 1 - index;
    const bool copied = stage.fromPool && fromEnd == 1 && operation.layer.kind == LayerKind::BatchNorm2d;
    return operation.layer.output.elements() * (copied ? 2 : 1) + (input ? operation.layer.input.elements() : 0) +
           operation.pendingGradients + (fromEnd == 0 ? 0 : stage.outputValues) + waitingPenalty(stage, index);
}

std::int64_t keptBytesPerRow(const Operation& operation) {
    return keptBytesPerRow(operation.layer) + (operation.outputKept ? kFloat * operation.layer.output.elements() : 0);
}

std::int64_t keptBytes(const Operation& operation, std::int64_t rows) {
    return rows * keptBytesPerRow(operation) + keptBytesPerStep(operation.layer);
}

} // namespace lightcl
