#include "scenarios/scenario.h"

#include "base/error.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

using Indices = std::vector<std::int64_t>;

/// Images of each class in file order.
std::vector<Indices> byClass(const torch::Tensor& labels, std::int64_t classes) {
    std::vector<Indices> result(static_cast<std::size_t>(classes));
    const auto label = labels.accessor<std::int64_t, 1>();
    for (std::int64_t i = 0; i < labels.size(0); ++i) result.at(static_cast<std::size_t>(label[i])).push_back(i);
    return result;
}

torch::Tensor toTensor(const Indices& indices) {
    return torch::tensor(indices, torch::kInt64);
}

Indices firstPart(const Indices& all, double fraction) {
    return {all.begin(), all.begin() + samplesKept(std::ssize(all), fraction)};
}

/// Takes `count` images from the ends of the classes, in turn.
Indices takeProbes(std::vector<Indices>& images, const Indices& classes, std::int64_t count) {
    Indices probes;
    for (std::int64_t i = 0; i < count; ++i) {
        Indices& source = images[static_cast<std::size_t>(classes[static_cast<std::size_t>(i) % classes.size()])];
        if (source.empty()) break;
        probes.push_back(source.back());
        source.pop_back();
    }
    return probes;
}

} // namespace

/// Hands each task its images.
class Scenario::Builder {
public:
    Builder(const ScenarioSettings& settings, const Dataset& dataset, std::int64_t classes)
        : settings_(settings), train_(byClass(dataset.train.labels, classes)),
          test_(byClass(dataset.test.labels, classes)) {
        for (const Indices& images : train_) trainCounts_.push_back(std::ssize(images));
    }

    Task task(int number, const Indices& classes, std::int64_t probes) {
        Task task;
        task.number = number;
        task.classes = classes;
        task.probeIndices = toTensor(takeProbes(train_, classes, probes));
        Indices trained, tested;
        for (const std::int64_t c : classes) {
            append(trained, trainingPart(c));
            append(tested, firstPart(test_[static_cast<std::size_t>(c)], settings_.testFraction));
        }
        task.trainIndices = toTensor(trained);
        task.testIndices = toTensor(tested);
        return task;
    }

private:
    static void append(Indices& target, const Indices& more) { target.insert(target.end(), more.begin(), more.end()); }

    /// The first train_fraction of the class, less what the probes took.
    [[nodiscard]] Indices trainingPart(std::int64_t c) const {
        const auto index = static_cast<std::size_t>(c);
        const Indices& left = train_[index];
        if (left.empty()) {
            throw InputError(
                fmt::format("scenario.train_fraction: expected at least one training image of class {} of {} "
                            "beside the probe samples, got none",
                            c, settings_.dataset));
        }
        const std::int64_t wanted = samplesKept(trainCounts_[index], settings_.trainFraction);
        return {left.begin(), left.begin() + std::min<std::ptrdiff_t>(wanted, std::ssize(left))};
    }

    const ScenarioSettings& settings_;
    std::vector<Indices> train_;
    std::vector<Indices> test_;
    std::vector<std::int64_t> trainCounts_; ///< before probes were taken
};

Scenario::Scenario(const ScenarioSettings& settings, const Dataset& dataset, std::int64_t classes,
                   std::int64_t probesPerTask)
    : dataset_(&dataset), sameTask_(torch::zeros({classes, classes}, torch::kBool)) {
    Builder builder(settings, dataset, classes);
    for (const Indices& members : taskClasses(settings)) {
        tasks_.push_back(builder.task(taskCount() + 1, members, probesPerTask));
        const torch::Tensor indices = toTensor(members);
        for (const std::int64_t c : members) sameTask_[c].index_fill_(0, indices, true);
    }
}

Samples Scenario::trainSamples(const torch::Tensor& indices) const {
    return {dataset_->train.images.index_select(0, indices), dataset_->train.labels.index_select(0, indices)};
}

Samples Scenario::testSamples(const torch::Tensor& indices) const {
    return {dataset_->test.images.index_select(0, indices), dataset_->test.labels.index_select(0, indices)};
}

Task Scenario::joint() const {
    std::vector<torch::Tensor> train, test, probes;
    for (const Task& task : tasks_) {
        train.push_back(task.trainIndices);
        test.push_back(task.testIndices);
        probes.push_back(task.probeIndices);
    }
    return {taskCount(), seenClasses(taskCount()), torch::cat(train), torch::cat(test), torch::cat(probes)};
}

std::vector<std::int64_t> Scenario::seenClasses(int number) const {
    std::vector<std::int64_t> seen;
    for (int t = 1; t <= number; ++t) seen.insert(seen.end(), task(t).classes.begin(), task(t).classes.end());
    return seen;
}

} // namespace lightcl
