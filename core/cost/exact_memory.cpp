#include "cost/exact_convention.h"
#include "cost/layer_memory.h"
#include "cost/method_memory.h"
#include "cost/stage_operations.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;
constexpr std::int64_t kLabel = 8;
constexpr std::int64_t kIndex = 8;

std::int64_t keptBytesPerRow(const Operation& operation) {
    return keptBytesPerRow(operation.layer) + (operation.outputKept ? kFloat * operation.layer.output.elements() : 0);
}

std::int64_t keptBytes(const Operation& operation, std::int64_t rows) {
    return rows * keptBytesPerRow(operation) + keptBytesPerStep(operation.layer);
}

/// The batch as it is read (a byte a pixel), replayed rows beside it, and the inputs of all rows as numbers.
std::int64_t dataBytes(const TrainingPlan& plan, const TaskSteps& steps) {
    const std::int64_t pixels = plan.network.input.elements();
    const std::int64_t read = (steps.streamRows + plan.replayRows) * (pixels + kLabel);
    const std::int64_t joinedLabels = steps.extraRows > 0 ? steps.rows() * kLabel : 0;
    return read + joinedLabels + kFloat * steps.rows() * pixels;
}

/// Which samples there are, by task and split, and this epoch's order of the task's.
std::int64_t indexBytes(const TrainingPlan& plan, const TaskSteps& steps) {
    const std::int64_t copies = plan.allTasksAtOnce ? 2 : 1;
    return kIndex * (copies * (plan.tasks * plan.streamPerTask + plan.testSamples) + steps.samples);
}

/// What is in memory from the task's first step to its last.
MemoryBreakdown standingBytes(const TrainingPlan& plan, const TaskSteps& steps) {
    MemoryBreakdown bytes;
    for (const LayerSpec& layer : plan.network.layers()) bytes[MemoryCategory::Weights] += weightBytes(layer);
    for (std::size_t index = steps.firstTrainable; plan.momentum && index < plan.network.stages.size(); ++index) {
        bytes[MemoryCategory::Optimizer] += kFloat * plan.network.stages[index].parameters();
    }
    bytes[MemoryCategory::Data] = dataBytes(plan, steps) + indexBytes(plan, steps);
    return bytes;
}

/// Values of a map in the layout that the library's convolutions work on: channels padded to a multiple of 16.
std::int64_t paddedValues(Shape map) {
    constexpr std::int64_t kBlock = 16;
    return (map.channels + kBlock - 1) / kBlock * kBlock * map.height * map.width;
}

/// What a frozen layer's forward makes, in values of a row: its output; for a convolution its output in the library's
/// layout, beside its input in that layout (which few channels do without) or its output as it leaves.
std::int64_t frozenForwardValues(const LayerSpec& layer) {
    if (layer.kind == LayerKind::Relu || layer.kind == LayerKind::Flatten) return 0; // in place, a view
    if (layer.kind != LayerKind::Conv2d) return layer.output.elements();
    const bool plainInput = layer.kernel > 1 && layer.input.channels < 16;
    return paddedValues(layer.output) + std::max(layer.output.elements(), plainInput ? 0 : paddedValues(layer.input));
}

/// The most that a frozen layer's forward holds beside what stands: its input, what it makes, and what the block needs
/// later. The network's own input counts with the data while the first stage runs, and is gone then.
std::int64_t largestFrozenForward(const TrainingPlan& plan, const TaskSteps& steps) {
    std::int64_t largest = 0;
    for (std::size_t index = 0; index < steps.firstTrainable; ++index) {
        for (const Operation& operation : operationsOf(plan.network.stages[index])) {
            const LayerSpec& layer = operation.layer;
            const std::int64_t values = layer.input.elements() + frozenForwardValues(layer) + operation.heldForward -
                                        plan.network.input.elements();
            largest = std::max(largest, kFloat * steps.rows() * values + scratchBytes(layer));
        }
    }
    return largest;
}

struct Moments {
    MemoryBreakdown now;
    MemoryBreakdown peak;

    void look() {
        if (now.total() > peak.total()) peak = now;
    }
};

/// A stage's backward, and what comes to it from elsewhere.
struct StageBackward {
    std::vector<Operation> operations;
    std::int64_t rows = 0;
    std::int64_t outputValues = 0; ///< of its output's gradient; none for the head, whose output is the loss
    bool inputGradient = false;
    /// The gradient of an average pool comes in a layout that batch-norm copies.
    bool fromPool = false;
    /// LightCL penalises the maps after each ReLU; autograd takes the penalty first, so these gradients wait all at
    /// once.
    bool penalised = false;
};

StageBackward backwardOf(const TrainingPlan& plan, const TaskSteps& steps, std::size_t index, bool penalised) {
    const auto& stages = plan.network.stages;
    const bool isHead = index + 1 == stages.size();
    StageBackward stage;
    stage.operations = operationsOf(stages[index]);
    stage.rows = steps.rows();
    stage.outputValues = isHead ? 0 : stages[index].output().elements();
    stage.inputGradient = index > steps.firstTrainable;
    stage.fromPool = !isHead && stages[index + 1].blocks.front().main.front().kind == LayerKind::GlobalAvgPool;
    stage.penalised = penalised && !isHead;
    return stage;
}

/// Values of a row's penalty gradients that wait for the operations before `end`.
std::int64_t waitingPenalty(const StageBackward& stage, std::ptrdiff_t end) {
    std::int64_t values = 0;
    for (std::ptrdiff_t index = 0; stage.penalised && index < end; ++index) {
        const LayerSpec& layer = stage.operations[static_cast<std::size_t>(index)].layer;
        if (layer.kind == LayerKind::Relu) values += layer.output.elements();
    }
    return values;
}

/// Values of a row's maps of gradients while an operation's backward runs.
std::int64_t gradientMaps(const StageBackward& stage, std::ptrdiff_t index, bool input) {
    const Operation& operation = stage.operations[static_cast<std::size_t>(index)];
    const auto fromEnd = std::ssize(stage.operations) - 1 - index;
    const bool copied = stage.fromPool && fromEnd == 1 && operation.layer.kind == LayerKind::BatchNorm2d;
    return operation.layer.output.elements() * (copied ? 2 : 1) + (input ? operation.layer.input.elements() : 0) +
           operation.pendingGradients + (fromEnd == 0 ? 0 : stage.outputValues) + waitingPenalty(stage, index);
}

/// What autograd kept of a layer is gone when the layer is done, except the stage's output, which like its gradient
/// stays until the stage is; then the gradients are applied and freed.
void passBackward(Moments& moments, const StageBackward& stage) {
    MemoryBreakdown& now = moments.now;
    const std::int64_t standingWorkspace = now[MemoryCategory::Workspace];
    const std::int64_t outputBytes = kFloat * stage.rows * stage.outputValues;
    for (std::ptrdiff_t index = std::ssize(stage.operations); index-- > 0;) {
        const Operation& operation = stage.operations[static_cast<std::size_t>(index)];
        const LayerSpec& layer = operation.layer;
        const bool input = stage.inputGradient || !operation.readsStageInput;
        // A view of data has no gradient on either side.
        if (!input && gradientBytes(layer) == 0) continue;
        now[MemoryCategory::Gradients] += gradientBytes(layer);
        now[MemoryCategory::Workspace] =
            standingWorkspace + kFloat * stage.rows * gradientMaps(stage, index, input) + scratchBytes(layer);
        moments.look();
        const bool last = index + 1 == std::ssize(stage.operations);
        now[MemoryCategory::Activations] -= keptBytes(operation, stage.rows) - (last ? outputBytes : 0);
    }
    now[MemoryCategory::Activations] -= outputBytes;
    now[MemoryCategory::Gradients] = 0;
    now[MemoryCategory::Workspace] = standingWorkspace;
}

} // namespace

MemoryBreakdown exactPeak(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const auto& stages = plan.network.stages;
    Moments moments{standingBytes(plan, steps), {}};
    addMethod(moments.now, plan, task);
    std::int64_t& activations = moments.now[MemoryCategory::Activations];

    // The rows' pictures joined, a byte a pixel, while they become numbers.
    const std::int64_t joined = steps.extraRows > 0 ? steps.rows() * plan.network.input.elements() : 0;
    moments.now[MemoryCategory::Data] += joined;
    moments.look();
    moments.now[MemoryCategory::Data] -= joined;

    if (steps.firstTrainable > 0) {
        const std::int64_t frozen = largestFrozenForward(plan, steps);
        activations += frozen;
        moments.look();
        activations -= frozen;
        // The inputs are gone after the first stage; the frozen stages' output stays for the backward above it.
        moments.now[MemoryCategory::Data] -= kFloat * steps.rows() * plan.network.input.elements();
        activations += kFloat * steps.rows() * stages[steps.firstTrainable].input().elements();
    }
    for (std::size_t index = steps.firstTrainable; index < stages.size(); ++index) {
        for (const Operation& operation : operationsOf(stages[index])) {
            activations += keptBytes(operation, steps.rows());
        }
    }
    for (std::size_t index = stages.size(); index-- > steps.firstTrainable;) {
        passBackward(moments, backwardOf(plan, steps, index, task > 1 && plan.memoryRows > 0));
    }
    return moments.peak;
}

std::int64_t exactStoredActivations(const TrainingPlan& plan, std::int64_t task) {
    const std::size_t first = stepsOfTask(plan, task).firstTrainable;
    std::int64_t bytes = 0;
    for (std::size_t index = first; index < plan.network.stages.size(); ++index) {
        for (const Operation& operation : operationsOf(plan.network.stages[index])) bytes += keptBytesPerRow(operation);
    }
    return bytes / kFloat;
}

} // namespace lightcl
