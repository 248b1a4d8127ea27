#include "backbones/backbones.h"
#include "cost/cached_features.h"
#include "cost/exact_convention.h"
#include "cost/pnn_columns.h"
#include "cost/runs.h"
#include "cost/training_plan.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

/// Two tasks of eight samples in batches of four; 18 MACs a row.
TrainingPlan tinyPlanWithProbes() {
    TrainingPlan plan;
    plan.network = mlp({1, 2, 2}, 2, {3});
    plan.tasks = 2;
    plan.samples.assign(2, {8, 8, 1});
    plan.testSamples = 6;
    plan.batchSize = 4;
    return plan;
}

constexpr double kEachRow = 6 * 18 - 2 * 12;
constexpr std::int64_t kWeights = 4 * 3 + 3 + 3 * 2 + 2;

} // namespace

TEST_CASE("two draws cost twice what one does", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.method.bufferSize = 6;
    plan.method.bufferSampleBytes = 4 + 4 * 2; // pixels and two logits
    plan.method.replayRows = 6;
    plan.method.draws = 2;
    // Four steps: 0, 4, 6 and 6 rows a draw.
    CHECK(exactFlops(plan) == (16 + 2 * 16) * kEachRow);
    CHECK(stepsOfTask(plan, 2).rows() == 4 + 12);
    CHECK(exactPeak(plan, 2)[MemoryCategory::ReplayBuffer] == 6 * (4 + 8 + 8));
}

TEST_CASE("a buffer that is filled when tasks end holds equal parts of what was seen", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.tasks = 4;
    plan.samples.assign(4, {8, 8, 2});
    plan.method.bufferSize = 7;
    plan.method.filling = BufferFilling::TasksSeen;
    CHECK(bufferedSamples(plan, 1) == 0);
    CHECK(bufferedSamples(plan, 2) == 7);
    CHECK(bufferedSamples(plan, 3) == 6);
    plan.method.filling = BufferFilling::AllTasks;
    CHECK(bufferedSamples(plan, 1) == 0);
    CHECK(bufferedSamples(plan, 4) == 3);
    plan.method.filling = BufferFilling::ClassesSeen;
    CHECK(bufferedSamples(plan, 2) == 6);
    CHECK(bufferedSamples(plan, 4) == 6);
    plan.samples[0] = {4, 4, 2}; // no more than there are
    CHECK(bufferedSamples(plan, 2) == 4);
}

TEST_CASE("a step of its own and a compared gradient count from task 2 on", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.method.bufferSize = 6;
    plan.method.filling = BufferFilling::TasksSeen;
    plan.method.separateRows = 4;
    CHECK(exactFlops(plan) == (16 + 2 * 4) * kEachRow);
    plan.method.separateRows = 0;
    plan.method.referenceRows = 3;
    plan.method.wholeGradient = true;
    CHECK(exactFlops(plan) == (16 + 2 * 3) * kEachRow);
    // Both gradients of all stages are there when they are compared, in float64 a parameter (of 15 values) at a time.
    const auto peak = exactPeak(plan, 2);
    CHECK(peak[MemoryCategory::Gradients] == 2 * 4 * kWeights);
    CHECK(peak[MemoryCategory::Workspace] == 2 * 8 * 15);
}

TEST_CASE("rehearsing the whole buffer once an epoch spreads it over the steps", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.epochs = 3;
    plan.method.bufferSize = 5;
    plan.method.filling = BufferFilling::TasksSeen;
    plan.method.replaysAll = true;
    CHECK(stepsOfTask(plan, 2).replayRows == 3);
    CHECK(exactFlops(plan) == (3 * 16 + 3 * 5) * kEachRow);
}

TEST_CASE("samples that are dropped are not trained on in later epochs", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.epochs = 4;
    plan.method.removalShare = 0.25;
    plan.method.removalEpochs = {1, 3};
    // 8, 6, 6 and 4 samples.
    CHECK(stepsOfTask(plan, 1).trained == 24);
    CHECK(stepsOfTask(plan, 1).steps == 2 + 2 + 2 + 1);
    CHECK(exactFlops(plan) == 2 * 24 * kEachRow);
}

TEST_CASE("a budget of steps ends each task", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.epochs = 4;
    plan.maxSteps = 3; // a whole epoch of two batches, and one batch
    CHECK(stepsOfTask(plan, 1).steps == 3);
    CHECK(stepsOfTask(plan, 1).epochs == 2);
    CHECK(stepsOfTask(plan, 1).trained == 12);
    CHECK(trainedSamples(plan, 8) == 12);
    CHECK(exactFlops(plan) == 2 * 12 * kEachRow);
    // A buffer is offered what was trained on alone: 0, 4 and 6 rows, then 6 in each step.
    plan.method.bufferSize = plan.method.replayRows = 6;
    CHECK(exactFlops(plan) == (2 * 12 + 4 + 6 + 3 * 6) * kEachRow);
    // All tasks as one have the budgets of both.
    plan.method = {};
    plan.method.allTasksAtOnce = true;
    CHECK(stepsOfTask(plan, 2).steps == 6);
    CHECK(exactFlops(plan) == (16 + 8) * kEachRow);
}

TEST_CASE("training on the buffer alone leaves the stream untrained", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.method.bufferSize = 6;
    plan.method.trainsOnStream = false;
    plan.method.fitEpochs = 10;
    plan.method.fitRows = 2;
    CHECK(exactFlops(plan) == 2 * 10 * 6 * kEachRow);
    plan.method.fitsLastOnly = true;
    CHECK(exactFlops(plan) == 10 * 6 * kEachRow);
}

TEST_CASE("rows that enter at the freeze line run through the stages above it alone", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.method.firstTrainable = 1;
    plan.method.bufferSize = 6;
    plan.method.latentRows = 3;
    const double head = 6 * 6 - 2 * 6;
    CHECK(exactFlops(plan) == 8 * kEachRow + 8 * (2 * 12 + head) + 2 * 3 * head);
    plan.method.frozenFromStart = true; // the first step finds an empty buffer, the second four samples
    CHECK(exactFlops(plan) == 16 * (2 * 12 + head) + 3 * 3 * head);
}

TEST_CASE("cached rows run through the frozen stages once for each view", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.epochs = 3;
    plan.method.firstTrainable = 1;
    plan.method.memoryRows = 2;
    plan.cachedViews = 2;
    plan.cacheMemory = 8 * 3 * 4;
    const double head = 6 * 6 - 2 * 6;
    // Task 1 trains everything; in task 2 two views of 8 samples and in three epochs the 2 held ones pass the first
    // stage.
    CHECK(exactFlops(plan) == 3 * 8 * kEachRow + (2 * 8 + 3 * 2) * 2 * 12 + 3 * (8 + 2 * 2) * head);
    // One view fits; the indices lie beside it.
    CHECK(cacheBytes(plan, 2) == 8 * 3 * 4 + 8 * 8);
    CHECK(heldFeatureBytes(plan, 1) == 0);
    CHECK(heldFeatureBytes(plan, 2) == 2 * 3 * 4);
    CHECK(exactPeak(plan, 2)[MemoryCategory::Data] > cacheBytes(plan, 2));
    plan.cachePrecision = StoredPrecision::Float16;
    CHECK(cacheBytes(plan, 2) == 2 * 8 * 3 * 2 + 8 * 8);
    plan.method.frozenDrifts = true;
    CHECK_FALSE(isCached(plan, 2));
    CHECK(exactFlops(plan) == 3 * 8 * kEachRow + 3 * (8 + 2 * 2) * (2 * 12 + head));
}

TEST_CASE("a progressive network's columns come out by hand", "[cost]") {
    TrainingPlan plan = tinyPlanWithProbes();
    plan.tasks = 3;
    plan.samples.assign(3, {8, 8, 1});
    plan.method.columns = Laterals::Linear;
    CHECK(columnBytes(plan, 1) == 0);
    // Two older columns; connections of 3x3 before the head: one of the second column, two of the third.
    CHECK(columnBytes(plan, 3) == 4 * (2 * kWeights + 3 * 9));
    CHECK(connectionBytes(plan, 3, plan.network.stages[1]) == 4 * 2 * 9);
    CHECK(connectionBytes(plan, 3, plan.network.stages[0]) == 0);
    // The older columns' hidden layers, 12 MACs each, and the newest one's connections forward and backward.
    CHECK(columnFlops(plan, 3) == 2 * 2 * 12 + 4 * 2 * 9);
    plan.method.columns = Laterals::Nonlinear;
    CHECK(columnBytes(plan, 2) == 4 * (kWeights + 9 + 1 + 9));
    CHECK(columnFlops(plan, 3) == 2 * 2 * 12 + 6 * 3 * 9);
}
