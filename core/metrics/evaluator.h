#pragma once

#include "networks/network.h"
#include "scenarios/scenario.h"

#include <optional>

namespace lightcl {

/// Accuracies on one task's test images, in [0,1].
struct TaskAccuracy {
    /// Argmax over all classes seen so far; absent when the task's own classes are not among them.
    std::optional<double> classIl;
    /// Argmax over the task's classes.
    double taskIl = 0;
};

/// Measures accuracy with batch-norm in evaluation mode and no gradients.
class Evaluator {
public:
    Evaluator(const Scenario& scenario, const Split& test) : scenario_(&scenario), test_(&test) {}

    /// `seen`: the classes that take part in the class-IL argmax.
    [[nodiscard]] TaskAccuracy evaluate(Network& network, int task, const std::vector<std::int64_t>& seen) const;

private:
    const Scenario* scenario_;
    const Split* test_;
};

/// How many rows' largest logit among `classes` (int64) is their label's.
std::int64_t countCorrect(const torch::Tensor& logits, const torch::Tensor& labels, const torch::Tensor& classes);

} // namespace lightcl
