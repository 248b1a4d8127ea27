#include "metrics/evaluator.h"

#include <algorithm>
#include <utility>

namespace lightcl {

torch::Tensor predictedAmong(const torch::Tensor& logits, const torch::Tensor& classes) {
    return classes.index_select(0, logits.index_select(1, classes).argmax(1));
}

std::int64_t countCorrect(const torch::Tensor& logits, const torch::Tensor& labels, const torch::Tensor& classes) {
    return predictedAmong(logits, classes).eq(labels).sum().item<std::int64_t>();
}

TaskAccuracy Evaluator::evaluate(const Classifier& classifier, int task, const std::vector<std::int64_t>& seen) const {
    return evaluate(classifier, task, seen, scenario_->task(task).testIndices);
}

TaskAccuracy Evaluator::evaluate(const Classifier& classifier, int task, const std::vector<std::int64_t>& seen,
                                 const torch::Tensor& images) const {
    return evaluate(classifier, task, seen, images, ImagePart::Test);
}

TaskAccuracy Evaluator::validate(const Classifier& classifier, int task, const std::vector<std::int64_t>& seen) const {
    return evaluate(classifier, task, seen, scenario_->task(task).validationIndices, ImagePart::Validation);
}

TaskAccuracy Evaluator::evaluate(const Classifier& classifier, int task, const std::vector<std::int64_t>& seen,
                                 const torch::Tensor& images, ImagePart part) const {
    const c10::InferenceMode inference;
    const Task& evaluated = scenario_->task(task);
    const torch::Tensor seenClasses = torch::tensor(seen, torch::kInt64);
    const torch::Tensor taskClasses = torch::tensor(evaluated.classes, torch::kInt64);
    const bool isSeen = std::find(seen.begin(), seen.end(), evaluated.classes.front()) != seen.end();

    ConfusionCounts predictions(isSeen ? scenario_->classCount() : 0);
    std::int64_t taskCorrect = 0;
    const std::int64_t count = images.size(0);
    for (std::int64_t first = 0; first < count; first += rowsAtOnce_) {
        const torch::Tensor rows = images.slice(0, first, std::min(count, first + rowsAtOnce_));
        const torch::Tensor labels =
            part == ImagePart::Test ? scenario_->testLabels(rows) : scenario_->trainLabels(rows);
        const torch::Tensor scores = classifier(rows, evaluated);
        if (isSeen) predictions.add(labels, predictedAmong(scores, seenClasses));
        taskCorrect += countCorrect(scores, labels, taskClasses);
    }
    TaskAccuracy accuracy;
    if (isSeen) accuracy.classIl = static_cast<double>(predictions.correct()) / static_cast<double>(count);
    accuracy.taskIl = static_cast<double>(taskCorrect) / static_cast<double>(count);
    accuracy.predictions = std::move(predictions);
    return accuracy;
}

} // namespace lightcl
