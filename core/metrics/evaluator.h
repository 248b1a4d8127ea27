#pragma once

#include "metrics/confusion_counts.h"
#include "scenarios/scenario.h"

#include <functional>
#include <optional>

namespace lightcl {

/// Accuracies on one task's test images, in [0,1].
struct TaskAccuracy {
    /// Argmax over all classes seen so far; absent when the task's own classes are not among them.
    std::optional<double> classIl;
    /// Argmax over the task's classes.
    double taskIl = 0;
    /// How often each class was predicted among those seen so far; none where classIl is absent.
    ConfusionCounts predictions{};
};

/// Which of a task's images are looked at: its test images, or those held out of the training images.
enum class ImagePart { Test, Validation };

/// Scores [rows, classes] of some of a task's images, int64 [rows] indices into all test (or training) images.
using Classifier = std::function<torch::Tensor(const torch::Tensor& rows, const Task& task)>;

/// Measures accuracy on the tasks' test images, without gradients.
class Evaluator {
public:
    /// Classifies so many images at once.
    Evaluator(const Scenario& scenario, std::int64_t rowsAtOnce) : scenario_(&scenario), rowsAtOnce_(rowsAtOnce) {}

    /// `seen`: the classes that take part in the class-IL argmax.
    [[nodiscard]] TaskAccuracy evaluate(const Classifier& classifier, int task,
                                        const std::vector<std::int64_t>& seen) const;
    /// The same on some of the task's test images alone, int64 [images] indices into all test images.
    [[nodiscard]] TaskAccuracy evaluate(const Classifier& classifier, int task, const std::vector<std::int64_t>& seen,
                                        const torch::Tensor& images) const;
    /// The same on the images that the task holds out for validation; the classifier gets training indices.
    [[nodiscard]] TaskAccuracy validate(const Classifier& classifier, int task,
                                        const std::vector<std::int64_t>& seen) const;

private:
    [[nodiscard]] TaskAccuracy evaluate(const Classifier& classifier, int task, const std::vector<std::int64_t>& seen,
                                        const torch::Tensor& images, ImagePart part) const;

    const Scenario* scenario_;
    std::int64_t rowsAtOnce_;
};

/// Each row's class of the largest logit among `classes` (int64): int64 [rows].
torch::Tensor predictedAmong(const torch::Tensor& logits, const torch::Tensor& classes);

/// How many rows' largest logit among `classes` (int64) is their label's.
std::int64_t countCorrect(const torch::Tensor& logits, const torch::Tensor& labels, const torch::Tensor& classes);

} // namespace lightcl
