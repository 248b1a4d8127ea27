#include "methods/regularisation/learning_without_forgetting.h"

#include "methods/replay/head_warm_up.h"

#include <algorithm>

namespace lightcl {

std::unique_ptr<Method> LearningWithoutForgetting::make(const Ingredients& in) {
    Settings settings;
    settings.alpha = in.parameters.number("alpha");
    settings.temperature = in.parameters.number("temperature");
    settings.warmUp = in.parameters.flag("warm_up");
    settings.seenClasses = in.parameters.text("loss_classes") == "seen";
    settings.taskAware = in.taskAware;
    return std::make_unique<LearningWithoutForgetting>(settings);
}

void LearningWithoutForgetting::chooseOutputs(const TaskContext& context) {
    const int past = context.task.number - 1;
    const std::vector<std::int64_t> pastClasses = context.scenario.seenClasses(past);
    pastClasses_ = torch::tensor(pastClasses, torch::kInt64);
    std::vector<std::int64_t> sizes = {std::ssize(pastClasses)};
    if (settings_.taskAware) {
        sizes.clear();
        for (int task = 1; task <= past; ++task) sizes.push_back(std::ssize(context.scenario.task(task).classes));
    }
    headSizes_ = torch::tensor(sizes, torch::kInt64);
    // Where the task is told, one class leaves nothing to learn.
    const auto own = settings_.taskAware ? context.task.classes : context.scenario.lossClasses(past + 1);
    allowed_ = marked(torch::tensor(own, torch::kInt64), context.scenario.classCount());
    if (settings_.seenClasses && !settings_.taskAware) allowed_.index_fill_(0, pastClasses_, true);
}

torch::Tensor LearningWithoutForgetting::newClasses(const TaskContext& context) const {
    const torch::Tensor classes = torch::tensor(context.task.classes, torch::kInt64);
    return classes.masked_select(torch::isin(classes, pastClasses_).logical_not());
}

void LearningWithoutForgetting::beforeTask(const TaskContext& context) {
    chooseOutputs(context);
    if (context.firstTask) return;
    const torch::Tensor unseen = newClasses(context);
    if (settings_.warmUp && unseen.size(0) > 0) warmUpHead(context, unseen);
    recorded_.record(context, pastClasses_);
}

torch::Tensor LearningWithoutForgetting::distillation(const torch::Tensor& old, const torch::Tensor& current,
                                                      double temperature) {
    const torch::Tensor targets = torch::softmax(old / temperature, 1);
    return -(targets * torch::log_softmax(current / temperature, 1)).sum(1).mean();
}

torch::Tensor LearningWithoutForgetting::loss(const torch::Tensor& logits, const StepRows& rows) {
    torch::Tensor loss = crossEntropyOver(allowed_, logits, rows.labels);
    if (recorded_.empty()) return loss;
    const torch::Tensor old = recorded_.of(rows.indices);
    const torch::Tensor current = logits.index_select(1, pastClasses_);
    std::int64_t first = 0;
    for (std::int64_t head = 0; head < headSizes_.size(0); ++head) {
        const auto size = headSizes_[head].item<std::int64_t>();
        const torch::Tensor answers = current.narrow(1, first, size);
        loss = loss + settings_.alpha * distillation(old.narrow(1, first, size), answers, settings_.temperature);
        first += size;
    }
    return loss;
}

void LearningWithoutForgetting::save(StateArchive& archive) const {
    archive.put("allowed", allowed_);
    archive.put("past_classes", pastClasses_);
    archive.put("head_sizes", headSizes_);
    recorded_.save(archive.part("recorded"));
}

void LearningWithoutForgetting::restore(const StateArchive& archive) {
    allowed_ = archive.tensor("allowed");
    pastClasses_ = archive.tensor("past_classes");
    headSizes_ = archive.tensor("head_sizes");
    recorded_.restore(archive.part("recorded"));
}

} // namespace lightcl
