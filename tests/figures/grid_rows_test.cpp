#include "figures/grid_rows.h"

#include "cost/cost_model.h"
#include "cost/layer_memory.h"
#include "figures/explored_run.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;
using lightcl::test::exploredRun;
using lightcl::test::measure;

TEST_CASE("Layers have the sizes of the network; their sums are its own") {
    const auto run = exploredRun();
    const auto facts = layerFacts(run);
    const auto layers = run.network.weightLayers();
    REQUIRE(facts.size() == layers.size());
    LayerFacts sum;
    for (std::size_t layer = 0; layer < facts.size(); ++layer) {
        CHECK(facts[layer].name == layers[layer].name);
        CHECK(facts[layer].stageIndex == run.network.stagesOfWeightLayers()[layer]);
        CHECK(facts[layer].operations >= 2 * layers[layer].macs());
        sum += facts[layer];
    }
    CHECK(sum.parameters == run.network.parameters());
    CHECK(sum.operations == 2 * run.network.macs());
    CHECK(sum.weightBytes == weightBytes(run.network));
    // What a sample's maps keep, four bytes a value, for 32 of them.
    const auto predicted = estimateCost(exploredRun("sgd").spec.value(), CostConvention::Exact);
    CHECK(sum.activationBytes == 32 * 4 * predicted.storedActivationsPerSample);
    // conv1: 1 x 3 x 3 x 20 weights and a batch-norm of 20 channels, on a map of 28 x 28.
    CHECK(facts[0].parameters == 180 + 40);
    CHECK(facts[0].weightBytes == 4 * (180 + 4 * 20));
    CHECK(facts[0].operations == 2 * 180 * 28 * 28);
    CHECK(factsText(facts[0]) ==
          "220 parameters, 1.0 KiB of weights, 3.8 MiB of activations a batch, 282.2 k operations a sample");
}

TEST_CASE("Without a network, or with layers of another, the measured names are all there is") {
    RunRecord run;
    for (const auto* layer : {"conv1", "layer1.0.conv1", "layer1.0.conv2", "fc"})
        run.layerMetrics.nameLayer(static_cast<int>(run.layerMetrics.layers().size()), layer);
    auto other = exploredRun();
    other.layerMetrics = run.layerMetrics;
    for (const auto& facts : {layerFacts(run), layerFacts(other)}) {
        REQUIRE(facts.size() == 4);
        CHECK(facts[2].stage == "layer1");
        CHECK(facts[2].stageIndex == 1);
        CHECK(facts[3].stageIndex == 2);
        CHECK(facts[1].parameters == 0);
    }
}

TEST_CASE("A folded stage is one row with its layers' mean and their sizes' sum") {
    auto run = exploredRun();
    const auto facts = layerFacts(run);
    std::vector<double> values;
    for (std::size_t layer = 0; layer < facts.size(); ++layer) values.push_back(0.1 * static_cast<double>(layer));
    values[2] = NAN;
    measure(run, "memory_stability", {2, 1}, values);
    const LayerGrid grid(run.layerMetrics, "memory_stability", ColumnKind::Epochs);
    const auto rows = rowsByStage(facts, {"layer1", "stem"}); // a stage of one layer has nothing to fold
    REQUIRE(rows.size() == facts.size() - 3);
    CHECK(rows[0].label == "conv1");
    CHECK(rows[1].label == "layer1 (4 layers)");
    CHECK(rows[1].layers == std::vector<std::size_t>{1, 2, 3, 4});
    const auto folded = gathered(grid, rows);
    CHECK(folded.at({0, 0}) == Approx(0));
    CHECK(folded.at({1, 0}) == Approx((0.1 + 0.3 + 0.4) / 3)); // layer 2 has no value
    CHECK(folded.at({2, 0}) == Approx(0.5));
    CHECK(sumOf(facts, rows[1].layers).parameters == run.network.stages[1].parameters());
    CHECK(rowOfLayer(rows, 3) == 1);
    CHECK(rowOfLayer(rows, 5) == 2);
    CHECK(rowOfLayer(rows, 99) == rows.size());
    const auto spans = stageSpans(rows);
    REQUIRE(spans.size() == 6);
    CHECK(spans[1] == StageSpan{"layer1", 1, 1, 1, true});
    CHECK(spans[2] == StageSpan{"layer2", 2, 2, 5, false});
    CHECK(foldableStages(facts) == std::set<std::string>{"layer1", "layer2", "layer3", "layer4"});
}

TEST_CASE("Rows can stand in another order") {
    auto run = exploredRun();
    measure(run, "memory_stability", {2, 1}, {0.5, 0.1, 0.9});
    const auto rows = rowsInOrder(layerFacts(run), {1, 0, 2});
    const auto sorted = gathered(LayerGrid(run.layerMetrics, "memory_stability", ColumnKind::Epochs), rows);
    CHECK(sorted.layers() == std::vector<std::string>{"layer1.0.conv1", "conv1", "layer1.0.conv2"});
    CHECK(sorted.at({0, 0}) == 0.1);
    CHECK(sorted.at({2, 0}) == 0.9);
}

TEST_CASE("A layer stood still where the task's last row of it says so") {
    auto run = exploredRun();
    measure(run, "frozen", {2, 1}, {1, 0});
    measure(run, "frozen", {2, 2}, {1, 1});
    CHECK(stoodStill(run.layerMetrics, 0, 2));
    CHECK(stoodStill(run.layerMetrics, 1, 2));
    CHECK_FALSE(stoodStill(run.layerMetrics, 0, 1));
    CHECK_FALSE(stoodStill(run.layerMetrics, 0, 3));
    CHECK_FALSE(stoodStill(exploredRun().layerMetrics, 0, 2));
}
