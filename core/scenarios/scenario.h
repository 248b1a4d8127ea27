#pragma once

#include "data/dataset.h"
#include "data/samples.h"
#include "spec/settings.h"

#include <torch/torch.h>
#include <vector>

namespace lightcl {

/// One task of a sequence: which classes, and which images of the dataset.
struct Task {
    int number = 1; ///< from 1; a joint task has the number of the last
    std::vector<std::int64_t> classes;
    torch::Tensor trainIndices; ///< int64, into Dataset::train; what methods may learn from
    torch::Tensor testIndices;  ///< int64, into Dataset::test
    torch::Tensor probeIndices; ///< int64, into Dataset::train; for measuring only, never trained on
};

/// A task sequence over a dataset.
class Scenario {
public:
    /// The dataset must outlive the scenario.
    /// Splits the classes evenly over the tasks in the settings' order. Each task's training images are the first
    /// train_fraction of each of its classes; `probesPerTask` images are taken from the ends of its classes in turn,
    /// and are left out of training even when train_fraction is 1. Throws InputError when a class has no image left to
    /// train on.
    Scenario(const ScenarioSettings& settings, const Dataset& dataset, std::int64_t classes,
             std::int64_t probesPerTask);

    [[nodiscard]] const std::vector<Task>& tasks() const { return tasks_; }
    [[nodiscard]] int taskCount() const { return static_cast<int>(tasks_.size()); }
    [[nodiscard]] const Task& task(int number) const { return tasks_.at(static_cast<std::size_t>(number - 1)); }
    /// The training and test samples at these indices, as their task shows them.
    [[nodiscard]] Samples trainSamples(const torch::Tensor& indices) const;
    [[nodiscard]] Samples testSamples(const torch::Tensor& indices) const;
    /// All tasks' classes and training images as one task, numbered like the last.
    [[nodiscard]] Task joint() const;
    /// Classes of tasks 1 … number, in order of appearance.
    [[nodiscard]] std::vector<std::int64_t> seenClasses(int number) const;
    /// bool [classes, classes]: row c marks the classes of c's task, the outputs a task-aware loss or evaluation may
    /// use.
    [[nodiscard]] const torch::Tensor& sameTask() const { return sameTask_; }
    [[nodiscard]] std::int64_t classCount() const { return sameTask_.size(0); }

private:
    class Builder;

    const Dataset* dataset_;
    std::vector<Task> tasks_;
    torch::Tensor sameTask_;
};

} // namespace lightcl
