#include "cost/paper_convention.h"

#include "backbones/backbones.h"
#include "base/units.h"
#include "cost/cost_model.h"
#include "cost/runs.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;
using lightcl::test::paperRun;

namespace {

/// To the second decimal, as the derivation in docs/costs.md states it.
double hundredths(double value) {
    return std::round(value * 100) / 100;
}

double peakMiB(const Prediction& estimate) {
    return hundredths(static_cast<double>(estimate.peak.total()) / kMiB);
}

Prediction paper(const std::string& method, const std::vector<Override>& more = {}) {
    return estimateCost(paperRun(method, more), CostConvention::Paper);
}

/// The paper's Split TinyImageNet: 10 tasks of 9,000 images, 100 epochs, 64x64 pixels, 200 classes.
TrainingPlan paperPlan() {
    TrainingPlan plan;
    plan.network = resnet18({3, 64, 64}, 200, 64);
    plan.tasks = 10;
    plan.samples.assign(10, {9000, 9000});
    plan.epochs = 100;
    return plan;
}

double peakMiB(const TrainingPlan& plan) {
    return hundredths(static_cast<double>(paperPeak(plan).total()) / kMiB);
}

} // namespace

TEST_CASE("the paper's SGD costs come out", "[cost]") {
    const auto sgd = paper("sgd");
    CHECK(sgd.parameters == 11'173'962);
    CHECK(sgd.forwardMacs == 555'422'720);
    CHECK(sgd.storedActivationsPerSample == 557'056);
    CHECK(sgd.trainedSamples == 45'000 * 50);
    CHECK(sgd.peak[MemoryCategory::Weights] == 44'695'848);
    CHECK(sgd.peak[MemoryCategory::Gradients] == 44'695'848);
    CHECK(sgd.peak[MemoryCategory::Activations] == 32 * 557'056 * 4);
    CHECK(sgd.peak.total() == 2 * 44'695'848 + 71'303'168);
    CHECK(peakMiB(sgd) == 153.25);
    CHECK(sgd.trainingFlops == Approx(6.0 * 555'422'720 * 2'250'000).epsilon(1e-12));
    CHECK(formatScientific(sgd.trainingFlops) == "7.50e+15");
}

TEST_CASE("JOINT costs as much as SGD once for each task, in the same memory", "[cost]") {
    CHECK(paper("joint").trainingFlops == Approx(5 * paper("sgd").trainingFlops).epsilon(1e-12));
    CHECK(paper("joint").peak == paper("sgd").peak);
}

TEST_CASE("the paper's ER costs come out with 15 replayed rows", "[cost]") {
    const auto er = paper("er", {{"method.er.buffer_size", "15"}});
    CHECK(peakMiB(er) == 185.13);
    CHECK(er.trainingFlops == Approx(6.0 * 555'422'720 * 2'250'000 * 47 / 32).epsilon(1e-12));
    CHECK(formatScientific(er.trainingFlops) == "1.10e+16");
}

TEST_CASE("replayed rows are what is asked for, a batch by default, never more than the buffer", "[cost]") {
    const auto rows = [](const std::vector<Override>& more) {
        return paper("er", more).peak[MemoryCategory::Activations] / (4 * 557'056);
    };
    CHECK(rows({}) == 64);
    CHECK(rows({{"method.er.replay_size", "10"}}) == 42);
    CHECK(rows({{"method.er.replay_size", "500"}}) == 232);
}

TEST_CASE("the paper's dense LightCL costs come out", "[cost]") {
    const auto lightCl = paper("lightcl");
    CHECK(lightCl.peak[MemoryCategory::Weights] == 44'695'848);
    CHECK(lightCl.peak[MemoryCategory::Gradients] == (8'393'728 + 5'130) * 4);
    CHECK(lightCl.peak[MemoryCategory::Activations] == 47 * 65'536 * 4);
    CHECK(lightCl.peak[MemoryCategory::MethodState] == 6'704'377);
    CHECK(peakMiB(lightCl) == 92.81);
    const double perRow = 2.0 * 555'422'720 + 4.0 * (134'217'728 + 5'120);
    CHECK(lightCl.trainingFlops == Approx(2'250'000 * 47.0 / 32 * perRow).epsilon(1e-12));
    CHECK(lightCl.trainingFlops == Approx(5.445'255'312e15).epsilon(1e-12));
}

TEST_CASE("the paper's TinyImageNet costs come out", "[cost]") {
    TrainingPlan plan = paperPlan();
    CHECK(plan.network.parameters() == 11'271'432);
    CHECK(plan.network.macs() == 2'221'772'800);
    CHECK(paperStoredActivations(plan.network) == 2'228'224);
    CHECK(peakMiB(plan) == 357.99);
    CHECK(formatScientific(paperFlops(plan)) == "1.20e+17");
    plan.method.replayRows = 15;
    CHECK(peakMiB(plan) == 485.49);
    plan.method.replayRows = 0;
    plan.method.memoryRows = 15;
    plan.method.marking.ratio = 0.15;
    plan.method.firstTrainable = 4;
    CHECK(peakMiB(plan) == 128.86);
    CHECK(formatScientific(paperFlops(plan)) == "8.71e+16");
}

TEST_CASE("the MLP is counted alike: hidden outputs are stored", "[cost]") {
    const auto sgd = estimateCost(test::mlpRun("sgd"), CostConvention::Paper);
    CHECK(sgd.storedActivationsPerSample == 200);
    CHECK(sgd.peak.total() == 2 * 4 * 89'610 + 10 * 200 * 4);
    CHECK(sgd.trainingFlops == Approx(6.0 * 89'400 * 60'000).epsilon(1e-12));
    const auto lightCl = estimateCost(test::mlpRun("lightcl"), CostConvention::Paper);
    CHECK(lightCl.peak[MemoryCategory::Gradients] == 4 * (10'100 + 1010));
    CHECK(lightCl.peak[MemoryCategory::Activations] == 25 * 100 * 4);
}

TEST_CASE("nothing frozen means all activations, momentum one more value a weight", "[cost]") {
    const auto all = paper("lightcl", {{"method.lightcl.first_trainable_stage", "stem"}});
    CHECK(all.peak[MemoryCategory::Activations] == 47 * 557'056 * 4);
    CHECK(all.peak[MemoryCategory::Gradients] == 44'695'848);
    CHECK(paper("sgd", {{"training.momentum", "0.9"}}).peak[MemoryCategory::Optimizer] == 44'695'848);
}

TEST_CASE("with a tenth held out, the paper's sample counts come out", "[cost]") {
    const auto cifar = paper("sgd", {{"scenario.train_fraction", "1.0"}, {"scenario.held_out", "0.1"}});
    CHECK(cifar.trainedSamples == 45'000 * 50);
    CHECK(cifar.trainingFlops == paper("sgd").trainingFlops);
    const auto tiny = paper("sgd", {{"scenario.train_fraction", "1.0"},
                                    {"scenario.dataset", "tiny-imagenet"},
                                    {"scenario.tasks", "10"},
                                    {"scenario.held_out", "0.1"}});
    CHECK(tiny.trainedSamples == 90'000 * 50);
    CHECK(tiny.parameters == 11'271'432);
}
