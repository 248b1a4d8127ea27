#include "cost/freeze_line.h"

#include "backbones/backbones.h"
#include "base/error.h"
#include "cost/cost_model.h"
#include "cost/runs.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;
using lightcl::test::paperRun;

namespace {

RunSpec settingLine(RunSpec run, const std::string& firstTrainable, const std::string& weights) {
    run.method.parameters.set("first_trainable_stage", firstTrainable);
    run.network.set("weights", weights);
    return run;
}

} // namespace

TEST_CASE("every line of a network is predicted as a spec with that line is", "[cost]") {
    for (const std::string method : {"lightcl", "lightcl-sparse", "latent-replay"}) {
        const RunSpec run = paperRun(method);
        const DatasetInfo dataset = datasetOf(run.scenario);
        const NetworkSpec network = networkOf(run, dataset);
        const auto lines = freezeLineCosts(run, dataset);
        REQUIRE(lines.size() == network.stages.size());
        for (std::size_t line = 0; line < lines.size(); ++line) {
            INFO(method << ", line " << line);
            const auto spec = settingLine(run, network.stages[line].name, "");
            const Prediction predicted = estimateCost(spec, dataset, CostConvention::Exact);
            CHECK(lines[line].peak == predicted.peak);
            CHECK(lines[line].trainingFlops == predicted.trainingFlops);
            CHECK(lines[line].firstTrainable == line);
            CHECK(lines[line].frozenUpTo == (line == 0 ? "" : network.stages[line - 1].name));
        }
        CHECK(lines.front().trainableParameters == network.parameters());
        CHECK(lines.back().trainableParameters == network.stages.back().parameters());
    }
}

TEST_CASE("from random weights the first task's peak stands whatever the line, and is told apart", "[cost]") {
    const RunSpec run = paperRun("lightcl");
    const auto lines = freezeLineCosts(run, datasetOf(run.scenario));
    for (const FreezeLineCost& line : lines) {
        CHECK(line.holdsFromTask == 2);
        REQUIRE(line.peakBefore);
        REQUIRE(line.peakAfter);
        CHECK(*line.peakBefore == *lines.front().peakBefore);
        CHECK(line.peak.total() == std::max(line.peakBefore->total(), line.peakAfter->total()));
    }
    for (std::size_t index = 1; index < lines.size(); ++index) {
        CHECK(lines[index].peakAfter->total() < lines[index - 1].peakAfter->total());
        CHECK(lines[index].stepFlops < lines[index - 1].stepFlops);
        CHECK(lines[index].trainableParameters < lines[index - 1].trainableParameters);
    }
}

TEST_CASE("from pretrained weights the line holds from the first task, and the run's peak falls with it", "[cost]") {
    const RunSpec run = paperRun("lightcl");
    const DatasetInfo dataset = datasetOf(run.scenario);
    const auto lines = freezeLineCosts(run, dataset, StartingPoint::PretrainedWeights);
    for (const FreezeLineCost& line : lines) {
        CHECK(line.holdsFromTask == 1);
        CHECK_FALSE(line.peakBefore);
        CHECK(line.peak == line.peakAfter);
    }
    CHECK(lines.back().peak.total() < lines.front().peak.total() / 2);
    const auto asSpec = freezeLineCosts(settingLine(run, "", "weights.pth"), dataset);
    CHECK(asSpec.back().peak == lines.back().peak);
    const auto random = freezeLineCosts(settingLine(run, "", "weights.pth"), dataset, StartingPoint::RandomWeights);
    CHECK(random.back().peak == freezeLineCosts(run, dataset).back().peak);
}

TEST_CASE("the step's operations are the run's, divided by its steps", "[cost]") {
    const RunSpec run = paperRun("sgd");
    const DatasetInfo dataset = datasetOf(run.scenario);
    CHECK(freezeLineCosts(run, dataset).empty()); // no line to move
    CHECK_FALSE(hasFreezeLine(run.method));
    CHECK_FALSE(freezeLineOf(run, dataset));
    const auto lines =
        freezeLineCosts(paperRun("latent-replay", {{"scenario.tasks", "2"}}), dataset, StartingPoint::RandomWeights);
    // Without frozen stages nothing is replayed at the line: both tasks cost as much, 22,500 samples (the probes are
    // among those left out) in steps of 32 rows, 50 times.
    const double steps = 2 * 50 * 704;
    CHECK(lines.front().stepFlops == Approx(lines.front().trainingFlops / steps));
}

TEST_CASE("the line that a run has is found again", "[cost]") {
    const RunSpec run = paperRun("lightcl");
    const DatasetInfo dataset = datasetOf(run.scenario);
    CHECK(freezeLineOf(run, dataset) == 4);
    CHECK(freezeLineOf(settingLine(run, "layer2", ""), dataset) == 2);
    CHECK_FALSE(freezeLineOf(settingLine(run, "auto", ""), dataset));
}

TEST_CASE("a line is named by the last stage that is frozen", "[cost]") {
    const NetworkSpec network = resnet18({3, 32, 32}, 10, 64);
    CHECK(freezeLineAbove(network, "none") == 0);
    CHECK(freezeLineAbove(network, "stem") == 1);
    CHECK(freezeLineAbove(network, "layer3") == 4);
    CHECK(freezeLineAbove(network, "layer4") == 5);
    for (const std::string stage : {"head", "layer9", ""}) {
        CHECK_THROWS_WITH(freezeLineAbove(network, stage), "expected the last stage of resnet18 to freeze, one of "
                                                           "none, stem, layer1, layer2, layer3, layer4, got \"" +
                                                               stage + "\"");
    }
}
