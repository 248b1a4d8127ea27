#include "engine/engine_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"

#include "base/error.h"

#include <algorithm>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::vector<std::int64_t> list(const torch::Tensor& indices) {
    const torch::Tensor values = indices.contiguous();
    return {values.data_ptr<std::int64_t>(), values.data_ptr<std::int64_t>() + values.numel()};
}

/// Labels 0 … 9 in turn, so class c's pictures are c, c + 10, c + 20, …
Dataset inTurn(std::int64_t trainPerClass, std::int64_t testPerClass) {
    return madeUpDataset({1, 2, 2}, trainPerClass, testPerClass);
}

} // namespace

TEST_CASE("Classes are split evenly in their order") {
    ScenarioSettings settings = fiveTasks();
    settings.classOrder = {9, 0, 8, 1, 7, 2, 6, 3, 5, 4};
    const Dataset dataset = inTurn(3, 2);
    const Scenario scenario(settings, dataset, 10, 0);
    REQUIRE(scenario.taskCount() == 5);
    CHECK(scenario.classCount() == 10);
    CHECK(scenario.task(1).classes == std::vector<std::int64_t>{9, 0});
    CHECK(scenario.task(5).classes == std::vector<std::int64_t>{5, 4});
    CHECK(scenario.task(3).number == 3);
    CHECK(list(scenario.task(1).trainIndices) == std::vector<std::int64_t>{9, 19, 29, 0, 10, 20});
    CHECK(list(scenario.task(2).testIndices) == std::vector<std::int64_t>{8, 18, 1, 11});
    CHECK(scenario.seenClasses(2) == std::vector<std::int64_t>{9, 0, 8, 1});
    CHECK(scenario.seenClasses(0).empty());
    for (std::int64_t a = 0; a < 10; ++a) {
        for (std::int64_t b = 0; b < 10; ++b) {
            const bool same = a == b || a + b == 9; // 9 and 0, 8 and 1, …
            CHECK(scenario.sameTask()[a][b].item<bool>() == same);
        }
    }
}

TEST_CASE("A fraction takes the first part of each class, rounded up") {
    ScenarioSettings settings = fiveTasks();
    settings.trainFraction = 0.3;
    settings.testFraction = 0.26;
    const Dataset dataset = inTurn(12, 10);
    const Scenario scenario(settings, dataset, 10, 0);
    CHECK(list(scenario.task(1).trainIndices) == std::vector<std::int64_t>{0, 10, 20, 30, 1, 11, 21, 31}); // 3.6 -> 4
    CHECK(list(scenario.task(1).testIndices) == std::vector<std::int64_t>{0, 10, 20, 1, 11, 21});          // 2.6 -> 3

    settings.trainFraction = 0.07; // of 100 is 7.0000000000000009 in binary
    const Dataset large = inTurn(100, 4);
    CHECK(Scenario(settings, large, 10, 0).task(1).trainIndices.size(0) == 14);
    settings.trainFraction = 0.0001;
    CHECK(Scenario(settings, dataset, 10, 0).task(1).trainIndices.size(0) == 2);
}

TEST_CASE("Probe pictures come from the classes' ends in turn and are never trained on") {
    ScenarioSettings settings = fiveTasks();
    const Dataset dataset = inTurn(6, 2);
    const Scenario scenario(settings, dataset, 10, 5);
    CHECK(list(scenario.task(1).probeIndices) == std::vector<std::int64_t>{50, 51, 40, 41, 30});
    CHECK(list(scenario.task(1).trainIndices) == std::vector<std::int64_t>{0, 10, 20, 1, 11, 21, 31});
    std::set<std::int64_t> trained;
    for (const Task& task : scenario.tasks()) {
        for (const std::int64_t index : list(task.trainIndices)) CHECK(trained.insert(index).second);
    }
    for (const Task& task : scenario.tasks()) {
        for (const std::int64_t index : list(task.probeIndices)) {
            CHECK_FALSE(trained.contains(index));
            const std::int64_t label = dataset.train.labels[index].item<std::int64_t>();
            CHECK(std::count(task.classes.begin(), task.classes.end(), label) == 1);
        }
    }
    CHECK(trained.size() == 60 - 25);

    settings.trainFraction = 0.5; // the first three of six: probes do not make it less
    CHECK(list(Scenario(settings, dataset, 10, 5).task(1).trainIndices) ==
          std::vector<std::int64_t>{0, 10, 20, 1, 11, 21});
}

TEST_CASE("The joint task has all classes and pictures") {
    const Dataset dataset = inTurn(6, 2);
    const Scenario scenario(fiveTasks(), dataset, 10, 4);
    const Task joint = scenario.joint();
    CHECK(joint.number == 5);
    CHECK(joint.classes == scenario.seenClasses(5));
    CHECK(joint.trainIndices.size(0) == 60 - 20);
    CHECK(joint.testIndices.size(0) == 20);
    CHECK(joint.probeIndices.size(0) == 20);
    std::vector<std::int64_t> all = list(joint.trainIndices);
    std::sort(all.begin(), all.end());
    CHECK(std::unique(all.begin(), all.end()) == all.end());
}

TEST_CASE("A class without pictures to train on is an error that names the key") {
    const Dataset dataset = inTurn(3, 1);
    const std::string message = messageOf<InputError>([&] { Scenario(fiveTasks(), dataset, 10, 6); });
    CHECK(contains(message, "measuring.probe_samples: expected at most 4 probes a task"));
    CHECK(contains(message, "class 0"));
}

TEST_CASE("The inputs' scale is given, or measured on the first task's training images alone") {
    ScenarioSettings settings = fiveTasks();
    Dataset dataset = inTurn(6, 2);
    at::manual_seed(1);
    dataset.train.images.random_(0, 256);
    dataset.test.images.random_(0, 256);
    CHECK_FALSE(Scenario(settings, dataset, 10, 0).normalisation().any());
    settings.normalise = "given";
    settings.normalisation = {{0.5}, {0.25}};
    const Scenario given(settings, dataset, 10, 0);
    CHECK(given.normalisation() == settings.normalisation);
    CHECK(given.inputsOf(torch::full({1, 1, 1, 1}, 255, torch::kUInt8)).item<float>() == Approx(2));

    settings.normalise = "first-task";
    const Scenario measured(settings, dataset, 10, 1);
    const torch::Tensor images = dataset.train.images.index_select(0, measured.task(1).trainIndices);
    CHECK(measured.normalisation().mean[0] == Approx((images.to(torch::kFloat64) / 255).mean().item<double>()));
    // Whatever else there is changes nothing: later tasks, test images, probes.
    const auto seen = list(measured.task(1).trainIndices);
    for (std::int64_t i = 0; i < dataset.train.images.size(0); ++i) {
        if (std::find(seen.begin(), seen.end(), i) == seen.end()) dataset.train.images[i].fill_(255);
    }
    dataset.test.images.fill_(0);
    CHECK(Scenario(settings, dataset, 10, 1).normalisation() == measured.normalisation());
}
