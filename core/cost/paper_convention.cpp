#include "cost/paper_convention.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;

/// Values that a stage stores of one row, layer by layer.
std::vector<std::int64_t> storedValues(const StageSpec& stage) {
    std::vector<std::int64_t> values;
    for (const BlockSpec& block : stage.blocks) {
        for (const LayerSpec& layer : block.main) {
            if (layer.isWeightLayer() && layer.name != "fc") values.push_back(layer.output.elements());
        }
    }
    return values;
}

std::int64_t largestFrozen(const TrainingPlan& plan) {
    std::int64_t largest = 0;
    for (std::size_t index = 0; index < plan.firstTrainable; ++index) {
        for (const std::int64_t values : storedValues(plan.network.stages[index])) largest = std::max(largest, values);
    }
    return largest;
}

std::int64_t trainable(const TrainingPlan& plan, std::int64_t (StageSpec::*count)() const) {
    std::int64_t sum = 0;
    for (std::size_t index = plan.firstTrainable; index < plan.network.stages.size(); ++index) {
        sum += (plan.network.stages[index].*count)();
    }
    return sum;
}

std::int64_t rowsOf(const TrainingPlan& plan) {
    return plan.batchSize + plan.replayRows + plan.memoryRows;
}

} // namespace

std::int64_t paperStoredActivations(const NetworkSpec& network) {
    std::int64_t sum = 0;
    for (const StageSpec& stage : network.stages) {
        for (const std::int64_t values : storedValues(stage)) sum += values;
    }
    return sum;
}

MemoryBreakdown paperPeak(const TrainingPlan& plan) {
    const std::int64_t weights = kFloat * plan.network.parameters();
    const std::int64_t gradients = kFloat * trainable(plan, &StageSpec::parameters);
    const std::int64_t stored = plan.firstTrainable == 0 ? paperStoredActivations(plan.network) : largestFrozen(plan);
    MemoryBreakdown bytes;
    bytes[MemoryCategory::Weights] = weights;
    bytes[MemoryCategory::Gradients] = gradients;
    bytes[MemoryCategory::Optimizer] = plan.momentum ? gradients : 0;
    bytes[MemoryCategory::Activations] = kFloat * rowsOf(plan) * stored;
    bytes[MemoryCategory::MethodState] = std::llround(plan.channelRatio * static_cast<double>(weights));
    return bytes;
}

double paperFlops(const TrainingPlan& plan) {
    const auto perRow = static_cast<double>(2 * plan.network.macs() + 4 * trainable(plan, &StageSpec::macs));
    const double rowsPerSample = static_cast<double>(rowsOf(plan)) / static_cast<double>(plan.batchSize);
    const double repeats = plan.allTasksAtOnce ? static_cast<double>(plan.tasks) : 1.0;
    const auto samples = static_cast<double>(plan.allSamples().kept * plan.epochs);
    return samples * rowsPerSample * perRow * repeats;
}

} // namespace lightcl
