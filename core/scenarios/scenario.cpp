#include "scenarios/scenario.h"

#include "base/error.h"
#include "base/random_stream.h"
#include "rules/training_counts.h"
#include "scenarios/blurry_boundaries.h"

#include <algorithm>
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

/// The same task as another domain shows it.
Task inDomain(const Task& task, const Dataset& dataset, int domain) {
    const std::int64_t train = domain * dataset.train.labels.size(0);
    const std::int64_t test = domain * dataset.test.labels.size(0);
    return {domain + 1,
            task.classes,
            task.trainIndices + train,
            task.testIndices + test,
            task.probeIndices + train,
            task.validationIndices + train};
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

    [[nodiscard]] const std::vector<std::int64_t>& trainCounts() const { return trainCounts_; }

    Task task(int number, const Indices& classes, std::int64_t probes) {
        Task task;
        task.number = number;
        task.classes = classes;
        task.probeIndices = toTensor(takeProbes(train_, classes, probes));
        Indices trained, tested, validated;
        for (const std::int64_t c : classes) {
            Indices part = trainingPart(c);
            append(validated, takeValidation(part, c));
            append(trained, part);
            append(tested, testPart(c));
        }
        requireValidation(number, std::ssize(validated), settings_.validationShare);
        task.validationIndices = toTensor(validated);
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
        if (trainCounts_[index] == 0) lacks(c, "training");
        const std::int64_t wanted = samplesKept(trainCounts_[index], settings_.trainFraction);
        return {left.begin(), left.begin() + std::min<std::ptrdiff_t>(wanted, std::ssize(left))};
    }

    /// Drawn from the seed by a stream of the class's own: the same whatever the order of classes and the method.
    [[nodiscard]] Indices takeValidation(Indices& part, std::int64_t c) const {
        const std::int64_t count = validationImages(std::ssize(part), settings_.validationShare);
        if (count == 0) return {};
        const RandomStreams streams(static_cast<std::uint64_t>(settings_.validationSeed));
        RandomStream stream = streams.fresh(fmt::format("validation images of class {}", c));
        Indices places = stream.choose(count, std::ssize(part));
        std::sort(places.begin(), places.end());
        Indices taken;
        for (const std::int64_t place : places) taken.push_back(part[static_cast<std::size_t>(place)]);
        std::erase_if(part, [&](std::int64_t image) { return std::binary_search(taken.begin(), taken.end(), image); });
        return taken;
    }

    [[nodiscard]] Indices testPart(std::int64_t c) const {
        const Indices& all = test_[static_cast<std::size_t>(c)];
        if (all.empty()) lacks(c, "test");
        return firstPart(all, settings_.testFraction);
    }

    [[noreturn]] void lacks(std::int64_t c, const char* which) const {
        throw InputError(
            {.section = "scenario", .key = "dataset"},
            fmt::format("expected {} images of class {} of {}, its files have none", which, c, settings_.dataset));
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
    checkTrainingCounts(settings, builder.trainCounts(), {}, probesPerTask);
    if (settings.domains()) {
        views_.emplace(settings, dataset.train.images.size(2), dataset.train.images.size(3));
        const Task first = builder.task(1, settings.classOrder, probesPerTask);
        for (int domain = 0; domain < settings.tasks; ++domain) tasks_.push_back(inDomain(first, dataset, domain));
    } else {
        for (const Indices& members : taskClasses(settings)) {
            tasks_.push_back(builder.task(taskCount() + 1, members, probesPerTask));
        }
    }
    for (const Task& task : tasks_) {
        const torch::Tensor indices = toTensor(task.classes);
        for (const std::int64_t c : task.classes) sameTask_[c].index_fill_(0, indices, true);
    }
    RandomStream random(static_cast<std::uint64_t>(settings.seed));
    if (settings.blur > 0) blurBoundaries(tasks_, settings.blur, random);
    normalisation_ = settings.normalise == "first-task" ? measuredNormalisation() : settings.normalisation;
    inputScale_ = InputScale(normalisation_);
}

Normalisation Scenario::measuredNormalisation() const {
    constexpr std::int64_t atOnce = 256;
    BrightnessCounts counts;
    for (const torch::Tensor& part : tasks_.front().trainIndices.split(atOnce)) counts.add(trainSamples(part).images);
    return counts.normalisation();
}

Samples Scenario::samplesOf(const Split& split, const torch::Tensor& indices) const {
    if (!views_) return {split.images.index_select(0, indices), split.labels.index_select(0, indices)};
    const std::int64_t count = split.labels.size(0);
    const torch::Tensor places = placesOf(split, indices);
    return {views_->show(split.images.index_select(0, places), indices.floor_divide(count)),
            split.labels.index_select(0, places)};
}

Task Scenario::joint() const {
    std::vector<torch::Tensor> train, test, probes, validation;
    for (const Task& task : tasks_) {
        train.push_back(task.trainIndices);
        test.push_back(task.testIndices);
        probes.push_back(task.probeIndices);
        validation.push_back(task.validationIndices);
    }
    return {taskCount(),      seenClasses(taskCount()), torch::cat(train),
            torch::cat(test), torch::cat(probes),       torch::cat(validation)};
}

std::vector<std::int64_t> Scenario::seenClasses(int number) const {
    std::vector<std::int64_t> seen;
    for (int t = 1; t <= number; ++t) {
        for (const std::int64_t c : task(t).classes) {
            if (std::find(seen.begin(), seen.end(), c) == seen.end()) seen.push_back(c);
        }
    }
    return seen;
}

std::vector<std::int64_t> Scenario::lossClasses(int number) const {
    return task(number).classes.size() > 1 ? task(number).classes : seenClasses(number);
}

} // namespace lightcl
