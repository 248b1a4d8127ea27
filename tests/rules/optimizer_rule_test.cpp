#include "rules/optimizer_rule.h"

#include "spec/settings.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

OptimizerSettings rateOf(RateSchedule schedule) {
    OptimizerSettings settings;
    settings.learningRate = 0.2;
    settings.schedule = schedule;
    return settings;
}

std::string trainingError(const std::string& keys) {
    return specErrorOf(smallSpec("[training]\nepochs = 4\n" + keys + "\n"));
}

} // namespace

TEST_CASE("a cosine falls from the whole rate at a task's first step towards nothing at its end", "[rules]") {
    const OptimizerSettings cosine = rateOf(RateSchedule::Cosine);
    CHECK(scheduledRate(cosine, 4, 1, 1, 10) == Approx(0.2));
    CHECK(scheduledRate(cosine, 4, 3, 1, 10) == Approx(0.1));             // half of the way
    CHECK(scheduledRate(cosine, 4, 2, 1, 10) == Approx(0.1 * 1.7071068)); // a quarter: (1 + cos 45°)/2
    CHECK(scheduledRate(cosine, 4, 4, 10, 10) < 0.001);
    CHECK(scheduledRate(rateOf(RateSchedule::Constant), 4, 4, 10, 10) == 0.2);
}

TEST_CASE("steps multiply the rate after their epochs", "[rules]") {
    OptimizerSettings steps = rateOf(RateSchedule::Step);
    steps.decayEpochs = {2, 3};
    CHECK(scheduledRate(steps, 4, 2, 10, 10) == Approx(0.2));
    CHECK(scheduledRate(steps, 4, 3, 1, 10) == Approx(0.02));
    CHECK(scheduledRate(steps, 4, 4, 1, 10) == Approx(0.002));
}

TEST_CASE("a warm-up rises evenly to the whole rate, from which the cosine then falls", "[rules]") {
    OptimizerSettings cosine = rateOf(RateSchedule::Cosine);
    cosine.warmUpEpochs = 1;
    CHECK(scheduledRate(cosine, 3, 1, 1, 10) == Approx(0.02));
    CHECK(scheduledRate(cosine, 3, 1, 5, 10) == Approx(0.1));
    CHECK(scheduledRate(cosine, 3, 1, 10, 10) == Approx(0.2));
    CHECK(scheduledRate(cosine, 3, 2, 1, 10) == Approx(0.2));
    CHECK(scheduledRate(cosine, 3, 3, 1, 10) == Approx(0.1)); // half of what is left
    OptimizerSettings short_ = rateOf(RateSchedule::Constant);
    short_.warmUpEpochs = 0.25;
    CHECK(scheduledRate(short_, 3, 1, 3, 10) == Approx(0.2)); // 0.3 epochs are more than the warm-up
}

TEST_CASE("momentum is SGD's alone, and a warm-up fits into a task", "[rules][spec]") {
    CHECK(trainingError("optimizer = \"adam\"").empty());
    CHECK(contains(trainingError("optimizer = \"adam\"\nmomentum = 0.9"),
                   "a.toml:9: training.momentum: expected 0 with optimizer = \"adam\""));
    CHECK(contains(trainingError("warm_up_epochs = 4.5"), "training.warm_up_epochs: expected at most 4"));
    const std::string own =
        specErrorOf(smallSpec("[training]\nmomentum = 0.9\n", "name = \"er\"\noptimizer = \"adamw\""));
    CHECK(contains(own, "method.er.momentum: expected 0"));
}

TEST_CASE("a budget is a number above 0 or none, of a method too, and makes a grid", "[rules][spec]") {
    CHECK(trainingError("max_steps = 100\nmax_seconds = 2").empty());
    CHECK(trainingError("max_steps = \"none\"\nmax_seconds = \"none\"").empty());
    const std::string steps = "training.max_steps: expected none, or an integer from 1 to 1000000000000, got ";
    for (const char* wrong : {"0", "-3", "2.5", "true"})
        CHECK(trainingError("max_steps = " + std::string(wrong)) == "a.toml:8: " + steps + wrong);
    CHECK(trainingError("max_steps = \"many\"") == "a.toml:8: " + steps + "\"many\"");
    const std::string seconds = "training.max_seconds: expected none, or a number of at least 0.001, got ";
    for (const char* wrong : {"0", "-1.5", "nan", "inf"})
        CHECK(trainingError("max_seconds = " + std::string(wrong)) == "a.toml:8: " + seconds + wrong);
    CHECK(trainingError("max_seconds = \"long\"") == "a.toml:8: " + seconds + "\"long\"");
    const std::string grid = smallSpec("[training]\nepochs = 4\nmax_steps = [50, \"none\"]\n");
    const ExperimentSpec experiment = parseExperiment(grid, "a.toml");
    REQUIRE(experiment.methods.size() == 2);
    CHECK(trainingSettings(expandGrid(experiment).front().training).maxSteps == 50);
    CHECK_FALSE(trainingSettings(expandGrid(experiment).back().training).maxSteps);
    CHECK(parseExperiment(toToml(experiment), "b.toml") == experiment);
}
