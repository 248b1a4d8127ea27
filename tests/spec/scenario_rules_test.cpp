#include "spec/dataset_of.h"
#include "spec/settings.h"
#include "spec/spec_text.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string errorWith(const std::vector<Override>& overrides) {
    return specErrorOf(smallSpec(), overrides);
}

ScenarioSettings settingsWith(const std::vector<Override>& overrides) {
    return scenarioSettings(parseExperiment(smallSpec(), "a.toml", overrides).scenario);
}

} // namespace

TEST_CASE("task sizes cut the class order and leave the rest out", "[spec]") {
    const auto settings = settingsWith({{"scenario.task_sizes", "[3, 1, 2]"}});
    CHECK(settings.tasks == 3);
    CHECK(settings.classOrder == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5});
    const auto tasks = taskClasses(settings);
    REQUIRE(tasks.size() == 3);
    CHECK(tasks[0] == std::vector<std::int64_t>{0, 1, 2});
    CHECK(tasks[1] == std::vector<std::int64_t>{3});
    CHECK(tasks[2] == std::vector<std::int64_t>{4, 5});
    const auto some = settingsWith({{"scenario.task_sizes", "[1, 2]"}, {"scenario.class_order", "[9, 8, 7]"}});
    CHECK(taskClasses(some)[1] == std::vector<std::int64_t>{8, 7});
}

TEST_CASE("a run with task sizes reads back as it was stored", "[spec]") {
    const auto experiment = parseExperiment(smallSpec(), "a.toml", {{"scenario.task_sizes", "[3, 1]"}});
    CHECK(experiment.scenario.integer("tasks") == 2);
    const RunSpec run = expandGrid(experiment).front();
    CHECK(parseExperiment(toToml(run), "run 1").scenario == experiment.scenario);
}

TEST_CASE("task sizes that do not come out are refused", "[spec]") {
    CHECK(errorWith({{"scenario.task_sizes", "[6, 5]"}}) ==
          "--set scenario.task_sizes: expected no more than 10 classes together, got 11");
    CHECK(errorWith({{"scenario.task_sizes", "[2, 2]"}, {"scenario.class_order", "[4, 5, 6]"}}) ==
          "--set scenario.task_sizes: expected no more than 3 classes together, got 4");
    CHECK(errorWith({{"scenario.task_sizes", "[2, 2]"}, {"scenario.tasks", "3"}}) ==
          "--set scenario.tasks: expected 2, the tasks that task_sizes lists, got 3");
    CHECK(errorWith({{"scenario.task_sizes", "[2, 2]"}, {"scenario.tasks", "2"}}).empty());
    CHECK(errorWith({{"scenario.task_sizes", "[2, 0]"}}).find("scenario.task_sizes") != std::string::npos);
    CHECK(errorWith({{"scenario.task_sizes", "[2]"}, {"scenario.class_order", "[4, 4]"}}) ==
          "--set scenario.class_order: expected some of 0 to 9 once (the 10 classes of fashion-mnist), got [4, 4]");
    CHECK(errorWith({{"scenario.task_sizes", "[5, 5]"}, {"scenario.kind", "domain-incremental"}})
              .find("every task has all classes") != std::string::npos);
}

TEST_CASE("any number of domains has all classes", "[spec]") {
    CHECK(errorWith({{"scenario.kind", "domain-incremental"}, {"scenario.tasks", "7"}}).empty());
    const auto settings = settingsWith({{"scenario.kind", "domain-incremental"}, {"scenario.tasks", "7"}});
    const auto tasks = taskClasses(settings);
    REQUIRE(tasks.size() == 7);
    for (const auto& classes : tasks) CHECK(classes.size() == 10);
}

TEST_CASE("online training passes over the data once", "[spec]") {
    CHECK(errorWith({{"scenario.online", "true"}}).empty());
    CHECK(errorWith({{"scenario.online", "true"}, {"training.epochs", "3"}}) ==
          "--set training.epochs: expected 1 with scenario.online, which passes over the data once, got 3");
    CHECK(errorWith({{"scenario.online", "true"}, {"method.sgd.epochs", "2"}}) ==
          "--set method.sgd.epochs: expected 1 with scenario.online, which passes over the data once, got 2");
}

TEST_CASE("a blurred boundary needs classes that are not told by the task", "[spec]") {
    CHECK(errorWith({{"scenario.blur", "0.2"}}).empty());
    CHECK(errorWith({{"scenario.blur", "0.2"}, {"scenario.kind", "domain-incremental"}}).empty());
    CHECK(errorWith({{"scenario.blur", "0.2"}, {"scenario.kind", "task-incremental"}})
              .starts_with("--set scenario.blur: expected 0"));
    CHECK(errorWith({{"scenario.blur", "1.5"}}).starts_with("--set scenario.blur: expected a number from 0 to 1"));
}

TEST_CASE("a method says in which scenarios it cannot run", "[spec]") {
    const std::vector<Override> domains = {{"scenario.kind", "domain-incremental"}};
    CHECK(specErrorOf(smallSpec("", "name = \"icarl\""), domains).find("method.icarl: expected scenario.kind") !=
          std::string::npos);
    CHECK(specErrorOf(smallSpec("", "name = \"icarl\"")).empty());
    CHECK(specErrorOf(smallSpec("", "name = \"lwf\""), {{"scenario.blur", "0.1"}}).find("expected scenario.blur 0") !=
          std::string::npos);
    CHECK(specErrorOf(smallSpec("", "name = \"lwf\""), domains).empty());
}
