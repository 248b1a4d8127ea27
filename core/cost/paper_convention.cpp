#include "cost/paper_convention.h"

#include "base/element_bytes.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lightcl {

namespace {

/// PNN's row has the weights of five columns on both data sets, although one of them has ten tasks.
constexpr std::int64_t kPaperColumns = 5;

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
    for (std::size_t index = 0; index < plan.method.firstTrainable; ++index) {
        for (const std::int64_t values : storedValues(plan.network.stages[index])) largest = std::max(largest, values);
    }
    return largest;
}

std::int64_t trainable(const TrainingPlan& plan, std::int64_t (StageSpec::*count)() const) {
    std::int64_t sum = 0;
    for (std::size_t index = plan.method.firstTrainable; index < plan.network.stages.size(); ++index) {
        sum += (plan.network.stages[index].*count)();
    }
    return sum;
}

/// Rows that run through the whole network in a step, whatever they are for.
std::int64_t rowsOf(const TrainingPlan& plan) {
    const MethodDemands& method = plan.method;
    const std::int64_t stream = method.trainsOnStream ? plan.batchSize : 0;
    const std::int64_t replayed = method.replaysAll ? stepsOfTask(plan, plan.tasks).replayRows : method.replayRows;
    return stream + method.draws * replayed + method.separateRows + method.referenceRows + method.memoryRows;
}

std::int64_t share(double part, std::int64_t bytes) {
    return std::llround(part * static_cast<double>(bytes));
}

/// Forward of everything and backward of the trainable stages for a row. PNN's row of the table comes out (see
/// docs/costs.md) with the forward of all columns so far and one backward that costs as much as a forward.
double flopsPerRow(const TrainingPlan& plan) {
    const std::int64_t macs = plan.network.macs();
    // Over the tasks' mean there are (tasks + 1) / 2 columns.
    if (plan.method.columns) return static_cast<double>((plan.tasks + 3) * macs);
    return static_cast<double>(2 * macs + 4 * trainable(plan, &StageSpec::macs));
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
    const MethodDemands& method = plan.method;
    const double dense = 1 - method.paperSparsity;
    const std::int64_t weights = kFloatBytes * plan.network.parameters();
    const std::int64_t gradients = share(dense, kFloatBytes * trainable(plan, &StageSpec::parameters));
    const bool frozen = method.firstTrainable > 0;
    const std::int64_t stored = frozen ? largestFrozen(plan) : paperStoredActivations(plan.network);
    const std::int64_t rows = std::max(rowsOf(plan), method.fitRows);
    MemoryBreakdown bytes;
    bytes[MemoryCategory::Weights] = share(dense, weights);
    bytes[MemoryCategory::Gradients] = gradients;
    bytes[MemoryCategory::Optimizer] = plan.optimizerValues * gradients;
    bytes[MemoryCategory::Activations] = kFloatBytes * rows * stored;
    bytes[MemoryCategory::MethodState] = share(method.marking.ratio + method.paperHeld, weights);
    if (method.columns) {
        bytes[MemoryCategory::MethodState] += (std::min(plan.tasks, kPaperColumns) - 1) * weights;
    }
    return bytes;
}

double paperFlops(const TrainingPlan& plan) {
    const MethodDemands& method = plan.method;
    const auto batch = static_cast<double>(plan.batchSize);
    const double rowsPerSample = static_cast<double>(rowsOf(plan)) / batch;
    const double latentPerSample = static_cast<double>(method.latentRows) / batch;
    const auto latent = static_cast<double>(6 * trainable(plan, &StageSpec::macs));
    const double repeats = method.allTasksAtOnce ? static_cast<double>(plan.tasks) : 1.0;
    double samples = 0;
    for (const TaskSamples& task : plan.samples) samples += static_cast<double>(trainedSamples(plan, task.kept));
    const std::int64_t fits = method.fitsLastOnly ? 1 : plan.tasks;
    const auto fitted = static_cast<double>(fits * method.fitEpochs * method.bufferSize);
    const double steps = repeats * samples * (rowsPerSample * flopsPerRow(plan) + latentPerSample * latent);
    return (1 - method.paperSparsity) * (steps + fitted * flopsPerRow(plan));
}

} // namespace lightcl
