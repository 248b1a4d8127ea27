#include "base/error.h"
#include "engine/engine_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <algorithm>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

Dataset colouredInTurn(std::int64_t trainPerClass, std::int64_t testPerClass) {
    return madeUpDataset({2, 3, 4}, trainPerClass, testPerClass);
}

std::vector<std::int64_t> listed(const torch::Tensor& values) {
    const torch::Tensor whole = values.to(torch::kInt64).contiguous();
    return {whole.data_ptr<std::int64_t>(), whole.data_ptr<std::int64_t>() + whole.numel()};
}

ScenarioSettings domains(const std::string& transform) {
    ScenarioSettings settings = fiveTasks();
    settings.kind = "domain-incremental";
    settings.tasks = 3;
    settings.transform = transform;
    settings.rotationStep = 90;
    return settings;
}

/// Labels of a task's training images, how many of each.
std::vector<std::int64_t> labelCounts(const Scenario& scenario, int task) {
    const torch::Tensor labels = scenario.trainSamples(scenario.task(task).trainIndices).labels;
    return listed(torch::bincount(labels, {}, 10));
}

} // namespace

TEST_CASE("Tasks may have different numbers of classes, and leave classes out") {
    ScenarioSettings settings = fiveTasks();
    settings.tasks = 3;
    settings.taskSizes = {3, 1, 2};
    settings.classOrder = {9, 0, 8, 1, 7, 2};
    const Dataset dataset = colouredInTurn(4, 2);
    const Scenario scenario(settings, dataset, 10, 0);
    REQUIRE(scenario.taskCount() == 3);
    CHECK(scenario.task(1).classes == std::vector<std::int64_t>{9, 0, 8});
    CHECK(scenario.task(2).classes == std::vector<std::int64_t>{1});
    CHECK(scenario.task(3).classes == std::vector<std::int64_t>{7, 2});
    CHECK(scenario.task(1).trainIndices.size(0) == 12);
    CHECK(scenario.joint().trainIndices.size(0) == 24);
    CHECK_FALSE(scenario.sameTask()[3].any().item<bool>()); // of no task
}

TEST_CASE("Domains have all classes, and the same pictures shown otherwise") {
    const Dataset dataset = colouredInTurn(3, 2);
    const Scenario scenario(domains("permuted"), dataset, 10, 10);
    REQUIRE(scenario.taskCount() == 3);
    CHECK(scenario.seenClasses(3).size() == 10);
    CHECK(scenario.sameTask().all().item<bool>());
    for (const Task& task : scenario.tasks()) {
        CHECK(task.classes.size() == 10);
        CHECK(listed(task.trainIndices - (task.number - 1) * 30) == listed(scenario.task(1).trainIndices));
        CHECK(listed(task.testIndices - (task.number - 1) * 20) == listed(scenario.task(1).testIndices));
        CHECK(listed(task.probeIndices - (task.number - 1) * 30) == listed(scenario.task(1).probeIndices));
    }
    CHECK(scenario.task(1).trainIndices.size(0) == 20);
    const Samples first = scenario.trainSamples(scenario.task(1).trainIndices);
    CHECK(first.images.equal(dataset.train.images.index_select(0, scenario.task(1).trainIndices)));
    const Samples second = scenario.trainSamples(scenario.task(2).trainIndices);
    CHECK(second.labels.equal(first.labels));
    CHECK_FALSE(second.images.equal(first.images));
}

TEST_CASE("A permutation moves whole pixels, alike in every picture and channel") {
    const Dataset dataset = colouredInTurn(2, 1);
    const DomainViews views(domains("permuted"), 3, 4);
    // Pictures that hold their pixels' places.
    const torch::Tensor places = torch::arange(12, torch::kUInt8).view({1, 1, 3, 4}).expand({5, 2, 3, 4});
    const torch::Tensor shown = views.show(places, torch::tensor({0, 1, 2, 1, 0}, torch::kInt64));
    CHECK(shown[0].equal(places[0]));
    CHECK(shown[4].equal(places[0]));
    CHECK(shown[1].equal(shown[3]));
    CHECK(shown[1][0].equal(shown[1][1]));
    CHECK_FALSE(shown[1].equal(shown[2]));
    std::vector<std::int64_t> sorted = listed(shown[1][0].flatten());
    std::sort(sorted.begin(), sorted.end());
    for (std::int64_t place = 0; place < 12; ++place) CHECK(sorted[static_cast<std::size_t>(place)] == place);

    ScenarioSettings other = domains("permuted");
    CHECK(DomainViews(other, 3, 4).show(places, torch::full({5}, 1, torch::kInt64))[0].equal(shown[1]));
    other.seed = 1;
    CHECK_FALSE(DomainViews(other, 3, 4).show(places, torch::full({5}, 1, torch::kInt64))[0].equal(shown[1]));
}

TEST_CASE("A rotation turns pictures counter-clockwise about their middle") {
    const torch::Tensor square = torch::tensor({10, 20, 30, 40}, torch::kUInt8).view({1, 1, 2, 2});
    CHECK(listed(turned(square, 90).flatten()) == std::vector<std::int64_t>{20, 40, 10, 30});
    CHECK(listed(turned(square, 180).flatten()) == std::vector<std::int64_t>{40, 30, 20, 10});
    CHECK(turned(square, 360).equal(square));
    const torch::Tensor picture = torch::randint(0, 255, {1, 3, 5, 5}).to(torch::kUInt8);
    CHECK(turned(picture, 90).equal(torch::rot90(picture, 1, {2, 3})));
    // Outside is black: turned by 45 degrees, the corner of a white picture comes from 0.62 pixels above its first row.
    CHECK(turned(torch::full({1, 1, 4, 4}, 255, torch::kUInt8), 45)[0][0][0][0].item<int>() == 97);

    const Dataset dataset = colouredInTurn(2, 1);
    const Scenario scenario(domains("rotated"), dataset, 10, 0);
    const torch::Tensor one = scenario.trainSamples(scenario.task(1).trainIndices.slice(0, 0, 1)).images;
    const torch::Tensor third = scenario.trainSamples(scenario.task(3).trainIndices.slice(0, 0, 1)).images;
    CHECK(third.equal(one.flip({2, 3}))); // twice 90 degrees
}

TEST_CASE("Joint training over domains sees every picture in each of its looks") {
    const Dataset dataset = colouredInTurn(2, 1);
    const Scenario scenario(domains("permuted"), dataset, 10, 0);
    const Task joint = scenario.joint();
    CHECK(joint.classes.size() == 10);
    CHECK(joint.trainIndices.size(0) == 60);
    const Samples all = scenario.trainSamples(joint.trainIndices);
    CHECK(all.images.slice(0, 20, 40).equal(scenario.trainSamples(scenario.task(2).trainIndices).images));
}

TEST_CASE("Blurred boundaries exchange samples between neighbours") {
    ScenarioSettings settings = fiveTasks();
    const Dataset dataset = colouredInTurn(10, 2);
    const Scenario sharp(settings, dataset, 10, 0);
    settings.blur = 0.4;
    const Scenario blurry(settings, dataset, 10, 0);
    // A fifth of twenty samples crosses each boundary, in both directions.
    for (int task = 1; task <= 5; ++task) {
        const auto counts = labelCounts(blurry, task);
        const auto ofTask = [&](int other) {
            if (other < 1 || other > 5) return std::int64_t{0};
            return counts[static_cast<std::size_t>(2 * other - 2)] + counts[static_cast<std::size_t>(2 * other - 1)];
        };
        CHECK(ofTask(task - 1) == (task > 1 ? 4 : 0));
        CHECK(ofTask(task + 1) == (task < 5 ? 4 : 0));
        CHECK(ofTask(task) == (task == 1 || task == 5 ? 16 : 12));
        CHECK(listed(blurry.task(task).testIndices) == listed(sharp.task(task).testIndices));
        CHECK(blurry.task(task).classes == sharp.task(task).classes);
    }
    std::vector<std::int64_t> all = listed(blurry.joint().trainIndices);
    CHECK(std::set<std::int64_t>(all.begin(), all.end()).size() == 100);
    CHECK(listed(Scenario(settings, dataset, 10, 0).task(2).trainIndices) == listed(blurry.task(2).trainIndices));
    settings.seed = 1;
    CHECK(listed(Scenario(settings, dataset, 10, 0).task(2).trainIndices) != listed(blurry.task(2).trainIndices));
}

TEST_CASE("Domains may be blurred as well: their looks change places") {
    ScenarioSettings settings = domains("permuted");
    settings.blur = 0.5;
    const Dataset dataset = colouredInTurn(4, 1);
    const Scenario scenario(settings, dataset, 10, 0);
    const torch::Tensor domain = scenario.task(1).trainIndices.floor_divide(40);
    CHECK(domain.eq(1).sum().item<int>() == 10);
    CHECK(domain.eq(0).sum().item<int>() == 30);
}

TEST_CASE("A data file without pictures of a class is told as such") {
    Dataset dataset = colouredInTurn(3, 2);
    const torch::Tensor kept = dataset.train.labels.ne(4).nonzero().flatten();
    dataset.train = {dataset.train.images.index_select(0, kept), dataset.train.labels.index_select(0, kept)};
    const std::string training = messageOf<InputError>([&] { Scenario(fiveTasks(), dataset, 10, 0); });
    CHECK(contains(training, "training images of class 4"));
    CHECK_FALSE(contains(training, "train_fraction"));
    Dataset tests = colouredInTurn(3, 2);
    tests.test = {tests.test.images.slice(0, 0, 3), tests.test.labels.slice(0, 0, 3)};
    CHECK(contains(messageOf<InputError>([&] { Scenario(fiveTasks(), tests, 10, 0); }), "test images of class 3"));
}
