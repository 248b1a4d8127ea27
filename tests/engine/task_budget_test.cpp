#include "cost/cost_model.h"
#include "engine/engine_fixture.h"
#include "engine/resumption.h"
#include "engine/run_plan.h"
#include "methods/method_factory.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// 24 pictures a task in 3 steps, 3 epochs: 9 steps a task without a budget.
RunSpec budgetedRun(const std::string& method, const std::string& budget) {
    SpecText text;
    text.method = method;
    if (method == "er") text.methodKeys = "buffer_size = 20\nreplay_size = 5";
    if (method == "sparcl-er")
        text.methodKeys = "buffer_size = 20\nreplay_size = 5\nremoval_epochs = [1]\nremoval_share = 0.4";
    if (method == "gdumb") text.methodKeys = "buffer_size = 20\nfit_epochs = 2";
    text.network = kPerceptron;
    text.training = "epochs = 3\nbatch_size = 8\nlearning_rate = 0.05\n" + budget;
    text.measuring = "probe_samples = 4\nevaluate_every = 2\nevaluate_samples = 3";
    return runOf(text);
}

/// Steps by task: every step's loss is told, for there are few.
std::map<int, int> stepsByTask(const RecordingObserver& observer) {
    std::map<int, int> steps;
    for (const auto& row : observer.losses) ++steps[std::get<0>(row.first)];
    return steps;
}

/// The epochs of a task that have accuracies.
std::set<int> epochsOf(const RecordingObserver& observer, int task) {
    std::set<int> epochs;
    for (const auto& row : observer.accuracies)
        if (row.second.trainedTask == task) epochs.insert(row.second.epoch);
    return epochs;
}

RecordingObserver trained(const RunSpec& run) {
    const TemporaryFolder folder;
    RecordingObserver observer;
    REQUIRE(train(run, observer, folder / "c") == Trainer::Outcome::Done);
    return observer;
}

} // namespace

TEST_CASE("A budget of steps ends every task after so many, and its last epoch is measured as one") {
    const RecordingObserver observer = trained(budgetedRun("er", "max_steps = 4"));
    CHECK(stepsByTask(observer) == std::map<int, int>{{1, 4}, {2, 4}, {3, 4}, {4, 4}, {5, 4}});
    for (int task = 1; task <= 5; ++task) CHECK(epochsOf(observer, task) == std::set{1, 2});
    // After a task's last epoch the next task is looked at as well.
    CHECK(observer.accuracies.contains({2, 2, 3, ""}));
    CHECK_FALSE(observer.accuracies.contains({2, 1, 3, ""}));
    // Between epochs after every second step, the last of which is the task's end.
    CHECK(observer.anytime.contains({1, 1, 2, 1}));
    CHECK(observer.anytime.contains({1, 2, 4, 1}));
    CHECK(observer.anytime.size() == 2 * (1 + 2 + 3 + 4 + 5));
    CHECK(observer.storedTasks == std::vector{1, 2, 3, 4, 5});
    CHECK(observer.epochs.back().epochs == 2);
    CHECK(observer.lastProgress.fraction == 1);
    CHECK(observer.lastProgress.steps == 1);
    CHECK(observer.lastProgress.epochs == 2);
}

TEST_CASE("One step is a budget, and one that is never reached changes nothing") {
    const RecordingObserver one = trained(budgetedRun("er", "max_steps = 1"));
    CHECK(stepsByTask(one) == std::map<int, int>{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}});
    CHECK(one.steps.size() == 5); // each task's step is recorded
    const RecordingObserver all = trained(budgetedRun("er", "max_steps = 9"));
    const RecordingObserver without = trained(budgetedRun("er", ""));
    CHECK((all.losses == without.losses));
    CHECK((all.accuracies == without.accuracies));
}

TEST_CASE("Joint training has the budgets of all tasks") {
    CHECK(stepsByTask(trained(budgetedRun("joint", "max_steps = 4"))) == std::map<int, int>{{5, 20}});
}

TEST_CASE("The operations of a budgeted run are those that were predicted") {
    for (const char* method : {"sgd", "er", "joint", "lightcl", "sparcl-er"}) {
        for (const char* budget : {"max_steps = 2", "max_steps = 4", "max_steps = 6", "max_steps = 8"}) {
            CAPTURE(method, budget);
            RunSpec run = budgetedRun(method, budget);
            DatasetInfo small = datasetOf(run.scenario);
            small.trainCounts.assign(10, 16);
            small.testCounts.assign(10, 4);
            const double predicted = estimateCost(run, small, CostConvention::Exact).trainingFlops;
            CHECK(trained(run).trainingFlops == Approx(predicted).epsilon(1e-9));
        }
    }
}

TEST_CASE("A stopped run with a budget of steps ends with the same bits") {
    for (const char* method : {"er", "joint", "gdumb", "lightcl", "sparcl-er"}) {
        RunSpec run = budgetedRun(method, "max_steps = 5\nschedule = \"cosine\"\nflip = true");
        const bool isShort = std::string(method) == "gdumb"; // an epoch of its stream, then nothing to stop
        stopAndResume(run, isShort ? std::vector{0, 2, 1} : std::vector{0, 2, 4, 3, 7, 1});
    }
}

TEST_CASE("The plan's schedule spans the budget") {
    const RunSpec run = budgetedRun("sgd", "max_steps = 4\nschedule = \"cosine\"");
    const Scenario scenario(scenarioSettings(run), pictures(), 10, measuringSettings(run.measuring).probesPerTask());
    const auto method = makeMethod(run, networkOf(run), scenario);
    const RunPlan plan(scenario, trainingSettings(run.training), *method);
    CHECK(plan.length(1).span == Approx(4.0 / 3));
    CHECK(plan.steps(1, 1, 3) == 3);
    CHECK(plan.steps(1, 2, 3) == 1);
    CHECK(plan.fraction({2, 1}, 1) == Approx((4 + 4) / 20.0));
    CHECK(plan.fraction({2, 1}, 0, 0.9) == Approx((4 + 0.9 * 4) / 20.0));
    // The fourth step begins after three quarters: cos 135 degrees.
    const OptimizerSettings rate = trainingSettings(run.training).optimizer;
    CHECK(scheduledRate(rate, plan.length(1).span, 2, 1, 3) == Approx(0.05 * (1 - 0.70710678) / 2));
}

TEST_CASE("A budget of seconds ends a task with the step that spends it, and counts steps alone") {
    // Less than any step takes.
    RunSpec run = budgetedRun("er", "");
    run.training.set("max_seconds", 1e-9);
    const RecordingObserver least = trained(run);
    CHECK(stepsByTask(least) == std::map<int, int>{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}});
    CHECK(epochsOf(least, 3) == std::set{1});
    CHECK(least.accuracies.contains({3, 1, 4, ""})); // its last epoch
    CHECK(least.lastProgress.fraction == 1);
    // More than all steps take.
    run.training.set("max_seconds", 1e6);
    const RecordingObserver most = trained(run);
    const RecordingObserver without = trained(budgetedRun("er", ""));
    CHECK((most.losses == without.losses));
    CHECK((most.accuracies == without.accuracies));
}

TEST_CASE("A resumed run goes on with the account of its task's seconds") {
    RunSpec run = budgetedRun("er", "max_seconds = 1000000");
    const TemporaryFolder folder;
    const auto file = folder / "c";
    RecordingObserver observer;
    // After the fourth step, the first of the second epoch.
    REQUIRE(train(run, observer, file, 4) == Trainer::Outcome::Stopped);
    TensorFile checkpoint = readTensorFile(file);
    CHECK(checkpoint.metadata.at("epoch") == "1");
    CHECK(std::stod(checkpoint.metadata.at("task_seconds")) > 0);
    CHECK(checkpoint.metadata.at("task_ended") == "0");
    // As if the first epoch had taken all but nothing of the budget.
    checkpoint.metadata["task_seconds"] = "999999.9999999999";
    writeTensorFile(file, asRead(checkpoint));
    REQUIRE(train(run, observer, file) == Trainer::Outcome::Done);
    // One more step spends it; the other tasks begin with a budget of their own.
    CHECK(stepsByTask(observer) == std::map<int, int>{{1, 4}, {2, 9}, {3, 9}, {4, 9}, {5, 9}});
    CHECK(epochsOf(observer, 1) == std::set{1, 2});
}

TEST_CASE("A run that is resumed after a task that its seconds ended begins the next one") {
    RunSpec run = budgetedRun("er", "");
    run.training.set("max_seconds", 1e-9);
    const TemporaryFolder folder;
    RecordingObserver observer;
    REQUIRE(train(run, observer, folder / "c", 2) == Trainer::Outcome::Stopped);
    CHECK(readTensorFile(folder / "c").metadata.at("task") == "2");
    REQUIRE(train(run, observer, folder / "c") == Trainer::Outcome::Done);
    CHECK(stepsByTask(observer) == std::map<int, int>{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}});
}
