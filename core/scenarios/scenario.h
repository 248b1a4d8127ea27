#pragma once

#include "data/dataset.h"
#include "data/input_pipeline.h"
#include "data/samples.h"
#include "libtorch/torch.h"
#include "scenarios/domain_views.h"
#include "scenarios/task.h"
#include "spec/settings.h"

#include <optional>
#include <vector>

namespace lightcl {

/// A task sequence over a dataset.
class Scenario {
public:
    /// The dataset must outlive the scenario.
    /// Class- and task-incremental: each task has classes of its own (taskClasses()). Its training images are the first
    /// train_fraction of each of them; `probesPerTask` images are taken from the ends of its classes in turn, and are
    /// left out of training even when train_fraction is 1. Domain-incremental: every task has all classes and the same
    /// images, each as another domain shows it. Throws InputError when a class has no image left to train on
    /// (checkTrainingCounts()), or none to test.
    Scenario(const ScenarioSettings& settings, const Dataset& dataset, std::int64_t classes,
             std::int64_t probesPerTask);
    Scenario(const ScenarioSettings& settings, Dataset&& dataset, std::int64_t classes,
             std::int64_t probesPerTask) = delete; // a temporary would not outlive it

    [[nodiscard]] const std::vector<Task>& tasks() const { return tasks_; }
    [[nodiscard]] int taskCount() const { return static_cast<int>(tasks_.size()); }
    [[nodiscard]] const Task& task(int number) const { return tasks_.at(static_cast<std::size_t>(number - 1)); }
    /// The training and test samples at these indices, as their task shows them.
    [[nodiscard]] Samples trainSamples(const torch::Tensor& indices) const {
        return samplesOf(dataset_->train, indices);
    }
    /// int64 [indices], without fetching the images.
    [[nodiscard]] torch::Tensor trainLabels(const torch::Tensor& indices) const {
        return dataset_->train.labels.index_select(0, placesOf(dataset_->train, indices));
    }
    /// The training split, where every task shows its images as they are stored: training indices are places in it.
    /// Null in domain-incremental sequences.
    [[nodiscard]] const Split* storedTraining() const { return views_ ? nullptr : &dataset_->train; }
    [[nodiscard]] Samples testSamples(const torch::Tensor& indices) const { return samplesOf(dataset_->test, indices); }
    [[nodiscard]] torch::Tensor testLabels(const torch::Tensor& indices) const {
        return dataset_->test.labels.index_select(0, placesOf(dataset_->test, indices));
    }
    /// What enters the network for images as their tasks show them (uint8 [N, C, H, W]): the same for whatever looks at
    /// them, training, replay, probes and evaluation.
    [[nodiscard]] torch::Tensor inputsOf(const torch::Tensor& images) const { return inputScale_(images); }
    [[nodiscard]] const InputScale& inputScale() const { return inputScale_; }
    /// Of these inputs; with scenario.normalise = "first-task" measured on the first task's training images alone.
    [[nodiscard]] const Normalisation& normalisation() const { return normalisation_; }
    /// All tasks' classes and training images as one task, numbered like the last.
    [[nodiscard]] Task joint() const;
    /// Classes of tasks 1 … number, each once, in order of appearance.
    [[nodiscard]] std::vector<std::int64_t> seenClasses(int number) const;
    /// What a loss over a task's own classes runs over: these, or where the task has but one, which would make it 0
    /// whatever the network does, all seen ones.
    [[nodiscard]] std::vector<std::int64_t> lossClasses(int number) const;
    /// bool [classes, classes]: row c marks the classes of c's task, the outputs a task-aware loss or evaluation may
    /// use.
    [[nodiscard]] const torch::Tensor& sameTask() const { return sameTask_; }
    [[nodiscard]] std::int64_t classCount() const { return sameTask_.size(0); }

private:
    class Builder;

    /// Where the samples of these indices lie in the split: each domain counts on from the one before.
    [[nodiscard]] torch::Tensor placesOf(const Split& split, const torch::Tensor& indices) const {
        return views_ ? indices.remainder(split.labels.size(0)) : indices;
    }
    [[nodiscard]] Samples samplesOf(const Split& split, const torch::Tensor& indices) const;
    [[nodiscard]] Normalisation measuredNormalisation() const;

    const Dataset* dataset_;
    std::optional<DomainViews> views_; ///< domain-incremental only
    std::vector<Task> tasks_;
    torch::Tensor sameTask_;
    Normalisation normalisation_;
    InputScale inputScale_;
};

} // namespace lightcl
