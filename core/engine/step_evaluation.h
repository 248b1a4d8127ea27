#pragma once

#include "checkpoint/state_archive.h"
#include "libtorch/torch.h"
#include "scenarios/scenario.h"
#include "spec/settings.h"

#include <cstdint>
#include <map>
#include <vector>

namespace lightcl {

/// When accuracy is measured between epochs, and on which test images: after every n-th step of a task and after its
/// last, on the same few images of each task. Which ones follows from the seed alone, so they are the same for every
/// method, and drawing them leaves the run's own draws as they are.
class StepEvaluation {
public:
    StepEvaluation(const Scenario& scenario, const MeasuringSettings& settings, std::int64_t seed)
        : scenario_(&scenario), every_(settings.evaluateEvery), samples_(settings.evaluateSamples), seed_(seed) {}

    [[nodiscard]] bool enabled() const { return every_ > 0; }
    void beginTask() { step_ = 0; }
    /// Counts one more step of the task.
    void count() { ++step_; }
    /// Steps of the task so far, over all its epochs.
    [[nodiscard]] std::int64_t step() const { return step_; }
    /// Whether the step that was counted last is an n-th one.
    [[nodiscard]] bool isDue() const { return enabled() && step_ % every_ == 0; }
    /// int64 indices into all test images, in the task's order: evaluate_samples of its, or all where it has no more.
    [[nodiscard]] torch::Tensor imagesOf(int task);

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    const Scenario* scenario_;
    std::int64_t every_;
    std::int64_t samples_;
    std::int64_t seed_;
    std::int64_t step_ = 0;
    /// Not tensors, which would be counted as memory from a task's first evaluation on.
    std::map<int, std::vector<std::int64_t>> places_;
};

} // namespace lightcl
