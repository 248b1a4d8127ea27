#pragma once

#include "engine/feature_cache.h"
#include "scenarios/scenario.h"

#include <map>

namespace lightcl {

/// What the frozen stages make of the tasks' test images, computed when a task is first evaluated with them. They are
/// exact: float32, in the evaluator's own batches.
class EvaluationFeatures {
public:
    /// Features [rows, …] of test images [rows, channels, height, width], float32, by the first `stages` stages.
    using Forward = std::function<torch::Tensor(torch::Tensor inputs, std::size_t stages)>;

    /// `memoryBytes`: features beyond them lie in temporary files. `rowsAtOnce`: the evaluator's. Without `enabled`
    /// nothing is kept.
    EvaluationFeatures(const Scenario& scenario, bool enabled, std::int64_t memoryBytes, std::int64_t rowsAtOnce)
        : scenario_(&scenario), enabled_(enabled), memoryBytes_(memoryBytes), rowsAtOnce_(rowsAtOnce) {}

    [[nodiscard]] bool enabled() const { return enabled_; }
    /// Of these of a task's test images (indices into all test images), by `stages` stages that have stood still since
    /// they were first asked for. Throws Error when there is no room for the file.
    torch::Tensor of(const Task& task, const torch::Tensor& rows, std::size_t stages, const Forward& forward);

private:
    FeatureCache& filled(const Task& task, std::size_t stages, const Forward& forward);

    const Scenario* scenario_;
    bool enabled_;
    std::int64_t memoryBytes_;
    std::int64_t rowsAtOnce_;
    std::int64_t heldBytes_ = 0;
    std::size_t stages_ = 0; ///< that made what is kept
    std::map<int, FeatureCache> byTask_;
};

} // namespace lightcl
