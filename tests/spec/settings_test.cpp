#include "spec/method_network.h"
#include "spec/nearest_name.h"
#include "spec/settings.h"
#include "spec/spec_text.h"
#include "support/catch.h"

#include <set>

using namespace lightcl;

TEST_CASE("the edit distance counts insertions, deletions and replacements", "[spec]") {
    CHECK(editDistance("", "") == 0);
    CHECK(editDistance("abc", "") == 3);
    CHECK(editDistance("", "ab") == 2);
    CHECK(editDistance("kitten", "sitting") == 3);
    CHECK(editDistance("flaw", "lawn") == 2);
    CHECK(nearestName("batchsize", {"epochs", "batch_size"}) == "batch_size");
    CHECK(nearestName("x", {}).empty());
    CHECK(similarName("batchsize", {"epochs", "batch_size"}) == "batch_size");
    CHECK(similarName("training.lerning_rat", {"training.learning_rate"}) == "training.learning_rate");
    CHECK(similarName("training.colour", {"training.epochs"}).empty());
    CHECK(similarName("x", {}).empty());
}

TEST_CASE("classes are cut into tasks in their order", "[spec]") {
    auto run = expandGrid(parseExperiment(test::smallSpec(), "a.toml")).front();
    auto scenario = scenarioSettings(run.scenario);
    CHECK(scenario.classOrder == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(taskClasses(scenario)[1] == std::vector<std::int64_t>{2, 3});
    run.scenario.set("class_order", std::vector<std::int64_t>{9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
    run.scenario.set("tasks", std::int64_t{2});
    const auto tasks = taskClasses(scenarioSettings(run.scenario));
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0] == std::vector<std::int64_t>{9, 8, 7, 6, 5});
    CHECK(tasks[1] == std::vector<std::int64_t>{4, 3, 2, 1, 0});
}

TEST_CASE("a drawn order of the classes follows from the seed alone and is written down as drawn", "[spec]") {
    const auto experiment =
        parseExperiment(test::smallSpec(), "a.toml", {{"scenario.class_order", "random"}, {"seeds", "[1, 2]"}});
    const auto runs = expandGrid(experiment);
    const auto first = scenarioSettings(runs[0]).classOrder;
    CHECK(first == scenarioSettings(runs[0]).classOrder);
    CHECK(first != scenarioSettings(runs[1]).classOrder);
    CHECK(std::set<std::int64_t>(first.begin(), first.end()).size() == 10);
    RunSpec other = runs[0];
    other.method.name = "joint";
    other.training.set("epochs", std::int64_t{7});
    other.name = "other";
    CHECK(scenarioSettings(other).classOrder == first);
    CHECK(
        taskClasses(scenarioSettings(runs[0])).front() ==
        std::vector<std::int64_t>(first.begin(), first.begin() + std::ssize(first) / scenarioSettings(runs[0]).tasks));
    // The spec keeps the word, so that runs of several seeds stay one setting.
    CHECK(toToml(runs[0]).find("class_order = \"random\"\n") != std::string::npos);
    CHECK(parseRun(toToml(runs[0]), "run") == runs[0]);
    // Of some of the classes, the drawn order's first ones.
    const auto some = expandGrid(parseExperiment(test::smallSpec(), "a.toml",
                                                 {{"scenario.class_order", "random"},
                                                  {"scenario.task_sizes", "[1, 2]"},
                                                  {"scenario.tasks", "2"},
                                                  {"seeds", "[1]"}}));
    CHECK(scenarioSettings(some[0]).classOrder == std::vector<std::int64_t>(first.begin(), first.begin() + 3));
}

TEST_CASE("a share of samples is rounded up", "[spec]") {
    CHECK(samplesKept(6000, 1.0) == 6000);
    CHECK(samplesKept(6000, 0.2) == 1200);
    CHECK(samplesKept(100, 0.07) == 7);
    CHECK(samplesKept(5000, 0.9) == 4500);
    CHECK(samplesKept(5, 0.5) == 3);
    CHECK(samplesKept(6000, 0.0001) == 1);
    CHECK(samplesKept(0, 0.5) == 0);
}

TEST_CASE("a run's network takes its data's shape", "[spec]") {
    const auto run = expandGrid(parseExperiment(test::smallSpec(), "a.toml")).front();
    const auto network = networkOf(run);
    CHECK(network.input == Shape{1, 28, 28});
    CHECK(network.classes == 10);
    CHECK(network.backbone == "mlp");
}
