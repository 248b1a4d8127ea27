#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "metrics/evaluator.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Test pictures whose pixel c is lit for class c, and a linear network whose output c reads pixel c.
struct Lit {
    Lit() : network(madeUpNetwork(mlp({1, 4, 4}, 10, {}))) {
        const torch::Tensor labels = torch::arange(600, torch::kInt64).remainder(10);
        dataset.train = {torch::zeros({600, 1, 4, 4}, torch::kUInt8), labels};
        dataset.test = dataset.train;
        dataset.test.images =
            torch::zeros({600, 16}, torch::kUInt8).scatter_(1, labels.unsqueeze(1), 255).view({600, 1, 4, 4});
        at::NoGradGuard noGradient;
        torch::Tensor(network.parameters()[0].tensor).copy_(torch::eye(10, 16));
        torch::Tensor(network.parameters()[1].tensor).zero_();
        scenario = std::make_unique<Scenario>(fiveTasks(), dataset, 10, 0);
    }
    void prefer(std::int64_t output, double bias) {
        at::NoGradGuard noGradient;
        torch::Tensor(network.parameters()[1].tensor)[output].fill_(bias);
    }
    TaskAccuracy accuracy(int task, int seenUpTo) {
        return Evaluator(*scenario, 250).evaluate(classifier(), task, scenario->seenClasses(seenUpTo));
    }
    Classifier classifier() {
        return [this](const torch::Tensor& rows, const Task& /*task*/) {
            return network.forward(toInputs(scenario->testSamples(rows).images), NormMode::Evaluation);
        };
    }

    Dataset dataset;
    Network network;
    std::unique_ptr<Scenario> scenario;
};

} // namespace

TEST_CASE("A row is right when its label's logit is the largest among the classes that take part") {
    const torch::Tensor logits = torch::tensor({{5.0, 1.0, 9.0, 2.0}, {0.0, 3.0, 1.0, 2.0}, {1.0, 0.0, 0.0, 4.0}});
    const torch::Tensor labels = torch::tensor({0, 1, 0}, torch::kInt64);
    const auto classes = [](std::vector<std::int64_t> list) { return torch::tensor(list, torch::kInt64); };
    CHECK(countCorrect(logits, labels, classes({0, 1, 2, 3})) == 1);
    CHECK(countCorrect(logits, labels, classes({0, 1})) == 3);
    CHECK(countCorrect(logits, labels, classes({3, 1, 0})) == 2); // in any order
    CHECK(countCorrect(logits, labels, classes({2, 3})) == 0);
}

TEST_CASE("Class-incremental accuracy is over the classes seen, task-incremental within the task") {
    Lit lit;
    CHECK(lit.accuracy(1, 5).classIl == 1.0);
    lit.prefer(9, 100);
    CHECK(lit.accuracy(1, 2).classIl == 1.0); // output 9 does not take part yet
    CHECK(lit.accuracy(1, 5).classIl == 0.0);
    CHECK(lit.accuracy(1, 5).taskIl == 1.0);
    CHECK(lit.accuracy(5, 5).classIl == 0.5);
    CHECK(lit.accuracy(5, 5).taskIl == 0.5);
    lit.prefer(2, 0.5); // not enough
    CHECK(lit.accuracy(1, 2).classIl == 1.0);
    lit.prefer(2, 1.5);
    CHECK(lit.accuracy(1, 2).classIl == 0.0);
    CHECK(lit.accuracy(2, 2).classIl == 0.5);
}

TEST_CASE("Predictions are counted by class, among the classes seen, in the pass that gives the accuracy") {
    Lit lit;
    lit.prefer(9, 100);
    const auto rowsAfter = [&](int task, int seenUpTo) { return lit.accuracy(task, seenUpTo).predictions.rows(7, 3); };
    // Output 9 does not take part before task 5 is seen; then it takes everything. 60 pictures of each class.
    CHECK((rowsAfter(1, 2) == std::vector<ConfusionRow>{{7, 3, 0, {{0, 60}}}, {7, 3, 1, {{1, 60}}}}));
    CHECK((rowsAfter(5, 5) == std::vector<ConfusionRow>{{7, 3, 8, {{9, 60}}}, {7, 3, 9, {{9, 60}}}}));
    CHECK(rowsAfter(3, 2).empty());
    lit.dataset.test.images[0].zero_(); // one of class 0's, which is then taken for the class with the largest bias
    lit.prefer(1, 0.5);
    ConfusionCounts counts = lit.accuracy(1, 1).predictions;
    CHECK(counts.rows(7, 3).front() == ConfusionRow{7, 3, 0, {{0, 59}, {1, 1}}});
    CHECK(counts.correct() == 119);
    counts.add(lit.accuracy(2, 2).predictions);
    CHECK(counts.rows(7, 3).size() == 4);
    CHECK(counts.correct() == 239);
}

TEST_CASE("A task that was not learnt yet has no class-incremental accuracy") {
    Lit lit;
    CHECK_FALSE(lit.accuracy(3, 2).classIl.has_value());
    CHECK(lit.accuracy(3, 2).taskIl == 1.0);
    CHECK_FALSE(lit.accuracy(1, 0).classIl.has_value());
}

TEST_CASE("Every test picture counts, in batches of any size, and the network stays as it is") {
    Lit lit;
    // Without two of class 0's: a batch boundary must neither drop nor repeat a row.
    lit.dataset.test.images[0].zero_();
    lit.dataset.test.images[590].zero_();
    lit.prefer(1, 0.5);
    const auto before = copyOf(lit.network);
    CHECK(lit.accuracy(1, 5).taskIl == Approx(118.0 / 120));
    CHECK(sameTensors(copyOf(lit.network), before));

    ScenarioSettings one = fiveTasks();
    one.tasks = 1;
    const Scenario whole(one, lit.dataset, 10, 0);
    const auto all = Evaluator(whole, 250).evaluate(lit.classifier(), 1, whole.seenClasses(1));
    CHECK(all.taskIl == Approx(598.0 / 600)); // three batches
    CHECK(all.classIl == all.taskIl);
}
