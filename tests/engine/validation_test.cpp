#include "cost/cost_model.h"
#include "engine/engine_fixture.h"
#include "engine/resumption.h"
#include "spec/dataset_of.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// 16 pictures of each of ten classes, 4 probes of each task's two.
RunSpec selectingRun(const std::string& method, double share, std::int64_t seed = 0) {
    SpecText text;
    text.method = method;
    if (method == "er" || method == "gdumb") text.methodKeys = "buffer_size = 200";
    text.network = kPerceptron;
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05";
    text.measuring = "probe_samples = 2";
    RunSpec run = runOf(text);
    run.seed = seed;
    run.selection = {SelectionRule::Validation, share, false};
    return run;
}

Scenario scenarioOf(const RunSpec& run) {
    return {scenarioSettings(run), pictures(), 10, measuringSettings(run.measuring).probesPerTask()};
}

std::vector<std::int64_t> listOf(const torch::Tensor& indices) {
    return {indices.data_ptr<std::int64_t>(), indices.data_ptr<std::int64_t>() + indices.numel()};
}

} // namespace

TEST_CASE("A share of each class is held out, drawn from the seed, of the images that would be trained on") {
    const RunSpec run = selectingRun("sgd", 0.25);
    const Scenario held = scenarioOf(run);
    RunSpec without = run;
    without.selection = {};
    const Scenario usual = scenarioOf(without);
    for (const Task& task : held.tasks()) {
        const Task& before = usual.task(task.number);
        // 16 less 2 probes are 14 a class: 3.5 rounded up are held out.
        CHECK(task.validationIndices.size(0) == 2 * 4);
        CHECK(task.trainIndices.size(0) == 2 * 10);
        const auto labels = listOf(held.trainLabels(task.validationIndices));
        for (const std::int64_t c : task.classes) CHECK(std::count(labels.begin(), labels.end(), c) == 4);
        // Together they are what was trained on before; test images and probes stay.
        auto all = listOf(task.trainIndices);
        for (const std::int64_t image : listOf(task.validationIndices)) all.push_back(image);
        auto expected = listOf(before.trainIndices);
        std::sort(all.begin(), all.end());
        std::sort(expected.begin(), expected.end());
        CHECK(all == expected);
        CHECK(torch::equal(task.probeIndices, before.probeIndices));
        CHECK(torch::equal(task.testIndices, before.testIndices));
        CHECK(before.validationIndices.size(0) == 0);
    }
    // The same for every method, others with another seed.
    CHECK(torch::equal(scenarioOf(selectingRun("er", 0.25)).task(3).validationIndices, held.task(3).validationIndices));
    CHECK_FALSE(torch::equal(scenarioOf(selectingRun("sgd", 0.25, 1)).task(3).validationIndices,
                             held.task(3).validationIndices));
}

TEST_CASE("Validation images are never trained on, nor kept in a buffer") {
    // Every image that is looked at for training must be one of the others: black validation images change nothing.
    const RunSpec run = selectingRun("er", 0.25);
    Dataset blackened{{pictures().train.images.clone(), pictures().train.labels}, pictures().test};
    const Scenario scenario = scenarioOf(run);
    for (const Task& task : scenario.tasks()) blackened.train.images.index_fill_(0, task.validationIndices, 0);
    const TemporaryFolder folder;
    for (const char* method : {"er", "gdumb", "joint", "icarl"}) {
        CAPTURE(method);
        RunSpec one = selectingRun(method, 0.25);
        RecordingObserver usual, black;
        REQUIRE(train(one, usual, folder / (std::string(method) + ".usual")) == Trainer::Outcome::Done);
        {
            Trainer trainer(one, blackened, black, folder / (std::string(method) + ".black"));
            REQUIRE(trainer.run() == Trainer::Outcome::Done);
        }
        CHECK(sameTensors(readTensorFile(folder / (std::string(method) + ".usual")).tensors,
                          readTensorFile(folder / (std::string(method) + ".black")).tensors));
        CHECK((usual.accuracies == black.accuracies));
        CHECK_FALSE((usual.validations == black.validations));
    }
}

TEST_CASE("Accuracy on validation images is measured after every epoch, of the tasks trained so far") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(selectingRun("er", 0.25), observer, folder / "c");
    CHECK(observer.validations.size() == 2 * (1 + 2 + 3 + 4 + 5));
    for (const auto& [place, row] : observer.validations) {
        REQUIRE(row.classIl.has_value());
        CHECK(*row.classIl <= row.taskIl);
        // Of eight images.
        CHECK(std::abs(row.taskIl * 8 - std::round(row.taskIl * 8)) < 1e-9);
    }
    RecordingObserver without;
    RunSpec run = selectingRun("er", 0.25);
    run.selection = {};
    train(run, without, folder / "d");
    CHECK(without.validations.empty());
}

TEST_CASE("A stopped run that holds images out ends with the same bits") {
    for (const char* method : {"er", "joint"}) stopAndResume(selectingRun(method, 0.25), {0, 2, 4, 3, 7, 1});
}

TEST_CASE("A trial learns the first task alone") {
    const TemporaryFolder folder;
    RunSpec run = selectingRun("er", 0.25);
    run.selection = {SelectionRule::FirstTask, 0.25, true};
    RecordingObserver observer;
    REQUIRE(train(run, observer, folder / "c") == Trainer::Outcome::Done);
    CHECK(observer.storedTasks == std::vector{1});
    CHECK(observer.validations.size() == 2);
    CHECK(observer.lastProgress.fraction == 1);
    // As the first task of a run that holds out the same images and learns the others too.
    RecordingObserver whole;
    train(selectingRun("er", 0.25), whole, folder / "d");
    for (int epoch = 1; epoch <= 2; ++epoch)
        CHECK((observer.validations.at({1, epoch, 1, ""}) == whole.validations.at({1, epoch, 1, ""})));
    // What is chosen by it trains on all images.
    run.selection.trial = false;
    CHECK(scenarioOf(run).taskCount() == 5);
    CHECK(scenarioOf(run).task(1).validationIndices.size(0) == 0);
}

TEST_CASE("The cost model knows what is held out") {
    RunSpec run = selectingRun("er", 0.25);
    DatasetInfo small = datasetOf(run.scenario);
    small.trainCounts.assign(10, 16);
    small.testCounts.assign(10, 4);
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(run, observer, folder / "c");
    const Prediction predicted = estimateCost(run, small, CostConvention::Exact);
    CHECK(predicted.trainedSamples == 2 * 5 * 20);
    CHECK(observer.trainingFlops == Approx(predicted.trainingFlops).epsilon(1e-9));
    small.trainCounts.assign(10, 3); // one is left beside two probes: nothing to hold out
    CHECK(contains(messageOf<InputError>([&] { estimateCost(run, small, CostConvention::Exact); }),
                   "selection_share: expected two images or more of a class of task 1"));
}

TEST_CASE("Domains hold out the same images, each as it shows them") {
    RunSpec run = selectingRun("sgd", 0.25);
    run.scenario.set("kind", std::string("domain-incremental"));
    run.scenario.set("tasks", std::int64_t{2});
    const Scenario scenario = scenarioOf(run);
    const std::int64_t count = pictures().train.labels.size(0);
    CHECK(torch::equal(scenario.task(2).validationIndices, scenario.task(1).validationIndices + count));
    CHECK(torch::equal(scenario.task(2).trainIndices, scenario.task(1).trainIndices + count));
}
