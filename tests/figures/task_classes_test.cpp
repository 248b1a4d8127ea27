#include "figures/task_classes.h"

#include "spec/settings.h"
#include "spec/spec_file.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

RunRecord namedRun(const std::string& scenario) {
    const std::string toml = "name = \"named\"\n[scenario]\ndataset = \"fashion-mnist\"\n" + scenario +
                             "\n[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n";
    RunRecord run;
    run.spec = expandGrid(parseExperiment(toml, "named")).front();
    run.summary.classNames = R"(["a","b","c","d","e","f","g","h","i","j"])";
    return run;
}

} // namespace

TEST_CASE("a task's classes are told by their names", "[figures]") {
    CHECK(taskClassNames(namedRun("tasks = 5"), 2) == "c, d");
    CHECK(taskClassNames(namedRun("class_order = [9, 0, 8]\ntask_sizes = [2, 1]"), 1) == "j, a");
    CHECK(taskClassNames(namedRun("class_order = [9, 0, 8]\ntask_sizes = [2, 1]"), 2) == "i");
    CHECK(taskClassNames(namedRun("tasks = 2"), 2) == "f, g, h, i and 1 more");
    RunRecord drawn = namedRun("tasks = 10\nclass_order = \"random\"");
    DatasetInfo dataset;
    dataset.classes = 10;
    const auto order = scenarioSettings(*drawn.spec, dataset).classOrder;
    CHECK(taskClassNames(drawn, 3) == std::string(1, static_cast<char>('a' + order[2])));
}

TEST_CASE("what is not known of a task's classes is not told", "[figures]") {
    CHECK(taskClassNames(namedRun("kind = \"domain-incremental\""), 1).empty());
    CHECK(taskClassNames(namedRun("tasks = 5"), 0).empty());
    CHECK(taskClassNames(namedRun("tasks = 5"), 6).empty());
    RunRecord run = namedRun("tasks = 5");
    run.summary.classNames = R"(["only"])";
    CHECK(taskClassNames(run, 2).empty());
    RunRecord sized = namedRun("task_sizes = [2, 1]");
    sized.summary.classNames = R"(["only"])";
    CHECK(taskClassNames(sized, 1).empty());
    run.summary.classNames.clear();
    CHECK(taskClassNames(run, 1).empty());
    run = namedRun("tasks = 5");
    run.spec.reset();
    CHECK(taskClassNames(run, 1).empty());
}
