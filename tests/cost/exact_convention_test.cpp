#include "cost/exact_convention.h"

#include "backbones/backbones.h"
#include "base/units.h"
#include "cost/cost_model.h"
#include "cost/layer_memory.h"
#include "cost/runs.h"
#include "spec/dataset_of.h"
#include "support/catch.h"

using namespace lightcl;
using lightcl::test::mlpRun;
using lightcl::test::paperRun;

namespace {

Prediction exact(const RunSpec& run) {
    return estimateCost(run, CostConvention::Exact);
}

/// One hidden layer on four inputs, counted by hand below.
TrainingPlan tinyPlan() {
    TrainingPlan plan;
    plan.network = mlp({1, 2, 2}, 2, {3});
    plan.tasks = 2;
    plan.samples.assign(2, {8, 8});
    plan.testSamples = 6;
    plan.batchSize = 4;
    return plan;
}

} // namespace

TEST_CASE("a small MLP's peak comes out by hand", "[cost]") {
    const auto peak = exactPeak(tinyPlan(), 2);
    CHECK(peak[MemoryCategory::Weights] == 4 * (4 * 3 + 3 + 3 * 2 + 2));
    CHECK(peak[MemoryCategory::Optimizer] == 0);
    // All eight samples lie ready: four pixels as bytes and as floats, and their labels; indices: two tasks' eight, six
    // tests, and the epoch's order.
    CHECK(peak[MemoryCategory::Data] == 8 * (4 + 16 + 8) + 8 * (2 * 8 + 6 + 8));
    // The peak is the classifier's backward (224 bytes beside what stands; the first layer's needs 204): its gradient,
    // the hidden layer's output with the logits and their log-softmax, and the gradients of the maps on its two sides.
    CHECK(peak[MemoryCategory::Gradients] == 4 * (3 * 2 + 2));
    CHECK(peak[MemoryCategory::Activations] == 4 * 4 * (3 + 2 * 2));
    CHECK(peak[MemoryCategory::Workspace] == 4 * 4 * (2 + 3));
}

TEST_CASE("two groups of batches lie ready, and one batch where memory is short", "[cost]") {
    TrainingPlan plan = tinyPlan();
    // A group: 512 KiB / (4 * (4 + 16 + 8)) = 4,681 batches, 18,724 samples.
    plan.samples.assign(2, {50000, 50000});
    const std::int64_t indices = 8 * (2 * 50000 + 6 + 50000);
    CHECK(exactPeak(plan, 2)[MemoryCategory::Data] == 2 * 18724 * (4 + 16 + 8) + indices);
    plan.memory = MemoryMode::Low;
    CHECK(exactPeak(plan, 2)[MemoryCategory::Data] == 4 * (4 + 16 + 8) + indices);
}

TEST_CASE("a small MLP's peak in bfloat16 comes out by hand", "[cost]") {
    TrainingPlan plan = tinyPlan();
    plan.precision = {true};
    const auto peak = exactPeak(plan, 2);
    CHECK(peak[MemoryCategory::Weights] == exactPeak(tinyPlan(), 2)[MemoryCategory::Weights]);
    CHECK(peak[MemoryCategory::Data] == exactPeak(tinyPlan(), 2)[MemoryCategory::Data]);
    // The peak is the classifier's backward (156 bytes beside what stands; the cast of its gradient needs 152, that of
    // the first layer's 90): its gradient in bfloat16; the pictures cast, the hidden layer's output, the logits, their
    // log-softmax in float32 and the classifier's matrix, cast as well (the first layer's is not needed: no gradient
    // goes below it); the gradients of the maps on its two sides.
    CHECK(peak[MemoryCategory::Gradients] == 2 * (3 * 2 + 2));
    CHECK(peak[MemoryCategory::Activations] == 2 * 4 * (4 + 3) + 4 * 2 * (2 + 4) + 2 * 3 * 2);
    CHECK(peak[MemoryCategory::Workspace] == 2 * 4 * (2 + 3));
}

TEST_CASE("a forward outside of steps is in float32 whatever the precision", "[cost]") {
    TrainingPlan plan = tinyPlan();
    plan.method.firstTaskForwardRows = 100;
    CHECK(exactPeak(plan, 1) == exactPeak(tinyPlan(), 1)); // a float32 step is taken to need more
    plan.precision = {true};
    const auto peak = exactPeak(plan, 1);
    // A hundred rows of four pixels as bytes and as floats, which the first layer reads, their labels, and the indices.
    CHECK(peak[MemoryCategory::Data] == 100 * (4 + 16 + 8) + 8 * (2 * 8 + 6 + 8));
    CHECK(peak[MemoryCategory::Workspace] == 4 * 100 * 3); // the hidden layer's output
    CHECK(peak[MemoryCategory::Activations] == 0);
}

TEST_CASE("autocast keeps half as many bytes, and each cast kernel", "[cost]") {
    const auto network = smallCnn({1, 8, 8}, 10, 2);
    const auto& layers = network.stages.front().blocks.front().main;
    const Precision bfloat16{true};
    CHECK(keptBytesPerRow(layers[1], bfloat16) == 2 * 2 * 64);       // batch-norm
    CHECK(keptBytesPerStep(layers[1]) == 2 * 4 * 2);                 // its statistics are in float32
    CHECK(keptBytesPerRow(layers[3], bfloat16) == (2 + 8) * 2 * 16); // pooling
    CHECK(castWeightBytes(layers[0], bfloat16) == 2 * 9 * 2);
    CHECK(castWeightBytes(layers[0], {}) == 0);
    CHECK(computedGradientBytes(layers[0], bfloat16) == gradientBytes(layers[0]) / 2);
    CHECK(computedGradientBytes(layers[1], bfloat16) == gradientBytes(layers[1]));
}

TEST_CASE("a small MLP's operations come out by hand", "[cost]") {
    // 18 MACs; 6 operations each, less 2 for each of the first layer's 12.
    CHECK(exactFlops(tinyPlan()) == 16.0 * (6 * 18 - 2 * 12));
}

TEST_CASE("replay counts from when the buffer holds enough", "[cost]") {
    TrainingPlan plan = tinyPlan();
    plan.method.bufferSize = 6;
    plan.method.bufferSampleBytes = 4;
    plan.method.replayRows = 6;
    // Four steps: 0, 4, 6 and 6 rows are replayed beside 4.
    CHECK(exactFlops(plan) == (16.0 + 16.0) * (6 * 18 - 2 * 12));
    CHECK(exactPeak(plan, 2)[MemoryCategory::ReplayBuffer] == 6 * (4 + 8));
}

TEST_CASE("LightCL freezes from task 2 on, from task 1 with pretrained weights", "[cost]") {
    TrainingPlan plan = tinyPlan();
    plan.method.firstTrainable = 1;
    plan.method.memoryRows = 2;
    plan.method.marking.ratio = 0.5;
    const double all = 6 * 18 - 2 * 12;
    const double head = 2 * 18 + 2 * 6;
    // Task 2 has two steps, each with two held rows, which pass the frozen stage in the first only.
    const double once = 2 * 2 * 12;
    CHECK(exactFlops(plan) == 8 * all + (8 + 4) * head - once);
    CHECK(exactPeak(plan, 1)[MemoryCategory::MethodState] == 0);
    plan.method.frozenFromStart = true;
    CHECK(exactFlops(plan) == 8 * head + (8 + 4) * head - once);
    plan.method.frozenDrifts = true;
    CHECK(exactFlops(plan) == 8 * head + (8 + 4) * head);
    plan.method.frozenDrifts = false;
    // No stage between the frozen ones and the head: only the logits of two held samples.
    CHECK(exactPeak(plan, 2)[MemoryCategory::MethodState] == 4 * 2 * 2);
    CHECK(exactPeak(plan, 2)[MemoryCategory::ReplayBuffer] == 2 * (4 + 8));
}

TEST_CASE("the largest stage's gradients are alive at once, not the network's", "[cost]") {
    const auto sgd = exact(paperRun("sgd"));
    CHECK(sgd.peak[MemoryCategory::Gradients] <= 4 * 8'393'728);
    CHECK(sgd.storedActivationsPerSample == 2 * 557'056 + 57'344 + 512 + 20);
    // Less than plain training with all gradients at once, which peaks at 247.7 MiB.
    CHECK(static_cast<double>(sgd.peak.total()) / kMiB < 247.7);
}

TEST_CASE("a map that is computed again is not kept", "[cost]") {
    RunSpec run = paperRun("sgd");
    run.training.set("memory", std::string("balanced"));
    // In each of the eight blocks the map between the two convolutions: 2 of 64x32x32, of 128x16x16, …
    const std::int64_t between = 2 * (64 * 1024 + 128 * 256 + 256 * 64 + 512 * 16);
    CHECK(exact(run).storedActivationsPerSample == exact(paperRun("sgd")).storedActivationsPerSample - between);
    CHECK(exact(run).peak.total() < exact(paperRun("sgd")).peak.total());
}

TEST_CASE("a frozen prefix needs a fraction of the memory", "[cost]") {
    const auto sgd = exact(paperRun("sgd"));
    const auto lightCl = exact(paperRun("lightcl"));
    REQUIRE(lightCl.peakByTask.size() == 5);
    // Without pretrained weights the first task trains everything.
    CHECK(lightCl.peakByTask.front().total() == sgd.peakByTask.front().total());
    CHECK(lightCl.peak == lightCl.peakByTask.front());
    CHECK(lightCl.peakByTask.back().total() < sgd.peak.total() / 2);
    CHECK(lightCl.peakByTask.back()[MemoryCategory::MethodState] > 0);
    CHECK(lightCl.peakByTask.back()[MemoryCategory::Optimizer] == 0);
}

TEST_CASE("a frozen forward comes out by hand", "[cost]") {
    TrainingPlan plan;
    plan.network = smallCnn({1, 8, 8}, 2, 20);
    plan.tasks = 2;
    plan.samples.assign(2, {4, 4});
    plan.testSamples = 2;
    plan.batchSize = 2;
    plan.method.frozenFromStart = true;
    plan.method.firstTrainable = 3;
    plan.method.memoryRows = 2;
    plan.method.marking.ratio = 0.5;
    const auto peak = exactPeak(plan, 1);
    // Two rows in task 1. conv3 needs most: 40 maps of 2x2 come in, 80 are made and leave as a copy, and the kernel is
    // copied; the 8x8 inputs lie ready among the data.
    const std::int64_t forward = 4 * 2 * (40 + 80 + 80) * 4 + 4 * 9 * 40 * 80;
    CHECK(peak[MemoryCategory::Activations] == forward);
    // Inputs that are made for the batch alone, as where domains show images otherwise, are gone by then.
    plan.domains = true;
    CHECK(exactPeak(plan, 1)[MemoryCategory::Activations] == forward - 4 * 2 * 64);
    plan.domains = false;
    CHECK(peak[MemoryCategory::Gradients] == 0);
    plan.method.firstTrainable = 1;
    CHECK(exactPeak(plan, 1)[MemoryCategory::Gradients] > 0); // the backward above it needs more
}

TEST_CASE("outputs in float16 take half the bytes in a buffer", "[cost]") {
    for (const char* method : {"der", "der++", "fdr", "sparcl-der++"}) {
        CAPTURE(method);
        RunSpec run = mlpRun(method);
        const std::int64_t single = exact(run).peak[MemoryCategory::ReplayBuffer];
        run.method.parameters.set("output_precision", std::string("float16"));
        // 200 samples of ten classes; FDR's are shared evenly by the four tasks before the last.
        CHECK(single - exact(run).peak[MemoryCategory::ReplayBuffer] == 200 * 10 * 2);
    }
}

TEST_CASE("momentum adds a value for each trainable parameter", "[cost]") {
    const auto sgd = exact(paperRun("sgd", {{"training.momentum", "0.9"}}));
    CHECK(sgd.peak[MemoryCategory::Optimizer] == 4 * 11'173'962);
    const auto lightCl = exact(paperRun("lightcl", {{"training.momentum", "0.9"}}));
    CHECK(lightCl.peakByTask.back()[MemoryCategory::Optimizer] == 4 * (8'393'728 + 5'130));
}

TEST_CASE("probes are no training samples where a class is used whole", "[cost]") {
    CHECK(exact(mlpRun("sgd")).trainedSamples == 60'000 - 5 * 32);
    CHECK(exact(mlpRun("sgd", {{"scenario.train_fraction", "0.5"}})).trainedSamples == 30'000);
    CHECK(estimateCost(mlpRun("sgd"), CostConvention::Paper).trainedSamples == 60'000);
}

TEST_CASE("JOINT trains all tasks' samples as one task", "[cost]") {
    CHECK(exact(mlpRun("joint")).trainingFlops == Approx(exact(mlpRun("sgd")).trainingFlops).epsilon(1e-12));
}

TEST_CASE("what each layer kind keeps", "[cost]") {
    const auto network = smallCnn({1, 8, 8}, 10, 2);
    const auto& layers = network.stages.front().blocks.front().main;
    REQUIRE(layers.size() == 4);
    CHECK(keptBytesPerRow(layers[0]) == 0);                // convolution
    CHECK(keptBytesPerRow(layers[1]) == 4 * 2 * 64);       // batch-norm: its input
    CHECK(keptBytesPerStep(layers[1]) == 2 * 4 * 2);       // mean and deviation of two channels
    CHECK(keptBytesPerRow(layers[2]) == 4 * 2 * 64);       // ReLU: its output
    CHECK(keptBytesPerRow(layers[3]) == (4 + 8) * 2 * 16); // pooling: output and indices
    CHECK(weightBytes(layers[1]) == 4 * 4 + 2 * 4 * 2);
}

TEST_CASE("classes of different sizes count as they are", "[cost]") {
    const auto run = mlpRun("sgd", {{"scenario.dataset", "mnist"}, {"measuring.probe_samples", "3"}});
    const auto plan = planOf(run, datasetOf(run.scenario));
    // Six probes of two classes: three of each.
    CHECK(plan.samples.front().kept == 5923 + 6742);
    CHECK(plan.samples.front().stream == 5920 + 6739);
    CHECK(plan.allSamples().kept == 60'000);
    CHECK(plan.testSamples == 10'000);
    CHECK(stepsOfTask(plan, 5).samples == 5848 + 5946);
    CHECK(exact(run).trainedSamples == 60'000 - 5 * 6);
}
