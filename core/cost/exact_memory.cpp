#include "cost/exact_convention.h"
#include "cost/layer_memory.h"
#include "cost/stage_operations.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;
constexpr std::int64_t kLabel = 8;

std::int64_t keptBytes(const LayerSpec& layer, std::int64_t rows) {
    return rows * keptBytesPerRow(layer) + keptBytesPerStep(layer);
}

/// What is in memory from the task's first step to its last.
MemoryBreakdown standingBytes(const TrainingPlan& plan, const TaskSteps& steps) {
    MemoryBreakdown bytes;
    for (const LayerSpec& layer : plan.network.layers()) bytes[MemoryCategory::Weights] += weightBytes(layer);
    for (std::size_t index = steps.firstTrainable; plan.momentum && index < plan.network.stages.size(); ++index) {
        bytes[MemoryCategory::Optimizer] += kFloat * plan.network.stages[index].parameters();
    }
    const std::int64_t pixels = plan.network.input.elements();
    bytes[MemoryCategory::Data] = steps.rows() * (kFloat * pixels + kLabel);
    bytes[MemoryCategory::ReplayBuffer] =
        plan.bufferSize * (pixels + kLabel); // a byte a pixel, as data sets store them
    return bytes;
}

/// Held samples with their feature maps after each ReLU of the trainable stages before the head, and their logits; a
/// mask value for each channel of those maps.
std::int64_t heldFeatureBytes(const TrainingPlan& plan) {
    std::int64_t valuesPerRow = plan.network.classes;
    std::int64_t channels = 0;
    for (std::size_t index = plan.firstTrainable; index + 1 < plan.network.stages.size(); ++index) {
        for (const Operation& operation : operationsOf(plan.network.stages[index])) {
            if (operation.layer.kind != LayerKind::Relu) continue;
            valuesPerRow += operation.layer.output.elements();
            channels += operation.layer.output.channels;
        }
    }
    const std::int64_t sample = plan.network.input.elements() + kLabel;
    return plan.memoryRows * (kFloat * valuesPerRow + sample) + kFloat * channels;
}

/// The most that a frozen layer's forward holds: its input and output.
std::int64_t largestFrozenPair(const TrainingPlan& plan, const TaskSteps& steps) {
    std::int64_t largest = 0;
    for (std::size_t index = 0; index < steps.firstTrainable; ++index) {
        for (const Operation& operation : operationsOf(plan.network.stages[index])) {
            largest = std::max(largest, operation.layer.input.elements() + operation.layer.output.elements());
        }
    }
    return kFloat * steps.rows() * largest;
}

struct Moments {
    MemoryBreakdown now;
    MemoryBreakdown peak;

    void look() {
        if (now.total() > peak.total()) peak = now;
    }
};

/// One stage's backward; what autograd kept of it is gone afterwards, and its gradients are applied.
void passBackward(Moments& moments, const StageSpec& stage, std::int64_t rows, bool inputGradient) {
    MemoryBreakdown& now = moments.now;
    const std::vector<Operation> operations = operationsOf(stage);
    for (auto operation = operations.rbegin(); operation != operations.rend(); ++operation) {
        const LayerSpec& layer = operation->layer;
        const bool input = inputGradient || !operation->readsStageInput;
        const std::int64_t maps =
            layer.output.elements() + (input ? layer.input.elements() : 0) + operation->pendingGradients;
        now[MemoryCategory::Gradients] += gradientBytes(layer);
        now[MemoryCategory::Workspace] = kFloat * rows * maps + scratchBytes(layer);
        moments.look();
        now[MemoryCategory::Activations] -= keptBytes(layer, rows);
    }
    now[MemoryCategory::Gradients] = 0;
    now[MemoryCategory::Workspace] = 0;
}

} // namespace

MemoryBreakdown exactPeak(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const auto& stages = plan.network.stages;
    Moments moments{standingBytes(plan, steps), {}};
    if (task > 1 && plan.memoryRows > 0) moments.now[MemoryCategory::MethodState] = heldFeatureBytes(plan);

    moments.now[MemoryCategory::Activations] = largestFrozenPair(plan, steps);
    moments.look();
    // The first trainable stage's input is data, or the frozen stages' output that stays for its backward.
    std::int64_t kept =
        steps.firstTrainable == 0 ? 0 : kFloat * steps.rows() * stages[steps.firstTrainable].input().elements();
    for (std::size_t index = steps.firstTrainable; index < stages.size(); ++index) {
        for (const Operation& operation : operationsOf(stages[index])) kept += keptBytes(operation.layer, steps.rows());
    }
    moments.now[MemoryCategory::Activations] = kept;
    for (std::size_t index = stages.size(); index-- > steps.firstTrainable;) {
        passBackward(moments, stages[index], steps.rows(), index > steps.firstTrainable);
    }
    return moments.peak;
}

std::int64_t exactStoredActivations(const TrainingPlan& plan, std::int64_t task) {
    const std::size_t first = stepsOfTask(plan, task).firstTrainable;
    std::int64_t bytes = 0;
    for (std::size_t index = first; index < plan.network.stages.size(); ++index) {
        for (const Operation& operation : operationsOf(plan.network.stages[index]))
            bytes += keptBytesPerRow(operation.layer);
    }
    return bytes / kFloat;
}

} // namespace lightcl
