#include "spec/pretraining.h"

#include "spec/dataset_of.h"
#include "spec/settings.h"
#include "spec/spec_text.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

using ClassList = std::vector<std::int64_t>;

/// Two tasks of what the pretraining leaves.
std::string specWith(const std::string& pretraining) {
    return smallSpec("[pretraining]\n" + pretraining + "\n");
}

ExperimentSpec experimentWith(const std::string& pretraining, std::vector<Override> more = {}) {
    more.push_back({"scenario.tasks", "3"});
    return parseExperiment(specWith(pretraining), "a.toml", more);
}

std::string errorWith(const std::string& pretraining, std::vector<Override> more = {}) {
    more.push_back({"scenario.tasks", "3"});
    return specErrorOf(specWith(pretraining), more);
}

} // namespace

TEST_CASE("the scenario learns the classes that a pretraining leaves", "[spec][pretraining]") {
    const auto experiment = experimentWith("classes = [0, 5, 2, 9]");
    CHECK(experiment.scenario.integers("class_order").empty()); // as it was written
    const RunSpec run = expandGrid(experiment).front();
    CHECK(run.scenario.integers("class_order") == ClassList{1, 3, 4, 6, 7, 8});
    CHECK(taskClasses(scenarioSettings(run.scenario)) == std::vector<ClassList>{{1, 3}, {4, 6}, {7, 8}});
    CHECK(startsPretrained(run));
    const auto ordered = experimentWith("classes = 4", {{"scenario.class_order", "[9, 8, 7, 6, 5, 4]"}});
    CHECK(ordered.pretraining.integers("classes") == ClassList{0, 1, 2, 3});
    CHECK(taskClasses(scenarioSettings(expandGrid(ordered).front().scenario))[0] == ClassList{9, 8});
    // Not all that is left need be used.
    CHECK(errorWith("classes = 4", {{"scenario.class_order", "[9, 8, 7]"}}).empty());
}

TEST_CASE("a spec with a pretraining, and a run of it, read back as they were", "[spec][pretraining]") {
    const auto experiment = experimentWith("classes = [0, 1, 2, 3]\nepochs = 4\nseed = 7");
    CHECK(parseExperiment(toToml(experiment), "again") == experiment);
    CHECK(checkedExperiment(experiment) == experiment);
    const RunSpec run = expandGrid(experiment).front();
    CHECK(parseRun(toToml(run), "run 1") == run);
    CHECK(parseExperiment(toToml(run), "run 1").pretraining == experiment.pretraining);
    CHECK(expandGrid(parseExperiment(smallSpec(), "a.toml")).front().pretraining.empty());
    CHECK(toToml(expandGrid(parseExperiment(smallSpec(), "a.toml")).front()).find("pretraining") == std::string::npos);
}

TEST_CASE("the pretraining learns its classes at once, with the training's keys where it has no others",
          "[spec][pretraining]") {
    const auto experiment =
        experimentWith("classes = [0, 1, 2, 3]\nepochs = 4\nlearning_rate = 0.5",
                       {{"training.batch_size", "9"}, {"training.epochs", "2"}, {"scenario.train_fraction", "0.1"}});
    const auto pretraining = pretrainingOf(expandGrid(experiment).front());
    REQUIRE(pretraining);
    CHECK(pretraining->method.name == "sgd");
    CHECK(pretraining->pretraining.empty());
    CHECK(pretraining->seed == 0);
    CHECK(pretraining->network == experiment.network);
    const auto training = trainingSettings(pretraining->training);
    CHECK(training.epochs == 4);
    CHECK(training.batchSize == 9);
    CHECK(training.optimizer.learningRate == 0.5);
    const auto scenario = scenarioSettings(pretraining->scenario);
    CHECK(scenario.tasks == 1);
    CHECK(scenario.trainFraction == 1);
    CHECK(taskClasses(scenario) == std::vector<ClassList>{{0, 1, 2, 3}});
    // It can be trained as any run.
    CHECK(parseRun(toToml(*pretraining), "run 1") == *pretraining);
    CHECK(specErrorOf(toToml(*pretraining)).empty());
    CHECK_FALSE(pretrainingOf(*pretraining));
}

TEST_CASE("what is learnt beforehand is not learnt again", "[spec][pretraining]") {
    CHECK(errorWith("classes = [0, 1, 2, 3]", {{"scenario.class_order", "[3, 4, 5, 0, 6, 7]"}}) ==
          "a.toml:7: pretraining.classes: expected none of scenario.class_order, which the scenario learns; both have "
          "3, 0");
    CHECK(errorWith("classes = 10") ==
          "a.toml:7: pretraining.classes: expected to leave classes of fashion-mnist to the scenario, got all 10");
    CHECK(errorWith("classes = [0, 1]") ==
          "--set scenario.tasks: expected a divisor of the 8 classes of fashion-mnist beside [pretraining], got 3");
    CHECK(errorWith("epochs = 3") ==
          "a.toml:6: pretraining.classes: expected classes of fashion-mnist, the scenario's own "
          "data set, or how many, or another pretraining.dataset; got none");
    CHECK(errorWith("classes = [0, 0]").find("expected some of 0 to 9 once") != std::string::npos);
    CHECK(errorWith("classes = [10]").find("expected some of 0 to 9 once") != std::string::npos);
    CHECK(errorWith("classes = \"all\"").find("pretraining.classes: expected a list of integers") != std::string::npos);
    CHECK(
        errorWith("clases = 4").find("pretraining.clases: expected a known key, the nearest is pretraining.classes") !=
        std::string::npos);
    CHECK(errorWith("classes = 4", {{"scenario.normalise", "first-task"}}) ==
          "--set scenario.normalise: expected dataset, none or means and deviations with [pretraining], which sees its "
          "images in the same scale before there is a first task, got first-task");
}

TEST_CASE("another data set is learnt in the scale of the scenario's inputs", "[spec][pretraining]") {
    const auto experiment =
        parseExperiment(specWith("dataset = \"mnist\"\nclasses = 3"), "a.toml", {{"scenario.normalise", "dataset"}});
    const RunSpec run = expandGrid(experiment).front();
    CHECK(run.scenario.integers("class_order").empty()); // all of its own classes
    const RunSpec pretraining = *pretrainingOf(run);
    CHECK(pretraining.scenario.text("dataset") == "mnist");
    const auto scenario = scenarioSettings(pretraining.scenario);
    CHECK(scenario.normalisation == scenarioSettings(run.scenario).normalisation);
    CHECK(taskClasses(scenario) == std::vector<ClassList>{{0, 1, 2}});
    CHECK(specErrorOf(specWith("dataset = \"cifar-10\"")) ==
          "a.toml:7: pretraining.dataset: expected images of 1x28x28 as fashion-mnist has them, got cifar-10, of "
          "3x32x32");
    CHECK(specErrorOf(specWith("dataset = \"mnist\"\nclasses = [11]")).find("the 10 classes of mnist") !=
          std::string::npos);
    // The scenario's own under its name.
    CHECK(errorWith("dataset = \"fashion-mnist\"\nclasses = 4").empty());
    CHECK(errorWith("dataset = \"fashion-mnist\"").find("pretraining.classes: expected classes") != std::string::npos);
}

TEST_CASE("a pretraining is known again by what decides its weights", "[spec][pretraining]") {
    const auto contentWith = [](const std::string& more, const std::vector<Override>& overrides) {
        const RunSpec run = *pretrainingOf(expandGrid(experimentWith("classes = 4\n" + more, overrides)).front());
        return contentOf(run, datasetOf(run.scenario));
    };
    const auto content = contentWith("", {});
    for (const auto& [key, value] : std::vector<std::pair<std::string, std::string>>{
             {"name", "other"}, {"seeds", "[3]"}, {"scenario.train_fraction", "0.5"}, {"measuring.memory", "false"}})
        CHECK(contentWith("", {{key, value}}) == content);
    CHECK(contentWith("epochs = 2", {}) != content);
    CHECK(contentWith("seed = 2", {}) != content);
    CHECK(contentWith("", {{"network.hidden", "[7]"}}) != content);
    CHECK(contentWith("", {{"training.learning_rate", "0.3"}}) != content);
    CHECK(contentWith("learning_rate = 0.01", {{"training.learning_rate", "0.3"}}) == content);
}
