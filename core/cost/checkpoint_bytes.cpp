#include "cost/checkpoint_bytes.h"

#include "cost/training_plan.h"
#include "spec/method_network.h"
#include "spec/settings.h"

#include <algorithm>

namespace lightcl {

namespace {

/// float16, of the probe samples of one task: each weight layer's map.
std::int64_t referenceBytes(const NetworkSpec& network, const MeasuringSettings& measuring) {
    constexpr std::int64_t halfBytes = 2;
    std::int64_t values = 0;
    for (const LayerSpec& layer : network.weightLayers()) values += layer.output.elements();
    return values * measuring.probeSamples * halfBytes;
}

bool learnsJointly(const RunSpec& run, const DatasetInfo& dataset) {
    return planOf(run, dataset).method.allTasksAtOnce;
}

} // namespace

std::int64_t checkpointBytes(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact,
                             std::int64_t task) {
    const MeasuringSettings measuring = measuringSettings(run.measuring);
    const auto tasks = std::ssize(exact.peakByTask);
    // What a method makes of a task when it ends, it holds while the next is learnt.
    const MemoryBreakdown& bytes = exact.peakByTask.at(static_cast<std::size_t>(std::min(task, tasks - 1)));
    const bool compares = measuring.layerMetrics && !learnsJointly(run, dataset);
    const std::int64_t references = compares ? std::min(task, tasks - 1) : 0;
    return bytes[MemoryCategory::Weights] + bytes[MemoryCategory::Optimizer] + bytes[MemoryCategory::ReplayBuffer] +
           bytes[MemoryCategory::MethodState] + references * referenceBytes(networkOf(run, dataset), measuring);
}

std::int64_t keptCheckpointBytes(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact) {
    const auto tasks = std::ssize(exact.peakByTask);
    if (learnsJointly(run, dataset)) return checkpointBytes(run, dataset, exact, tasks);
    std::int64_t sum = 0;
    for (std::int64_t task = 1; task <= tasks; ++task) sum += checkpointBytes(run, dataset, exact, task);
    return sum;
}

} // namespace lightcl
