#include "figures/accuracy_curves.h"
#include "figures/layer_heatmap.h"
#include "figures/memory_bars.h"
#include "figures/method_groups.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Accuracy curves begin with a task's training and average what is seen") {
    const auto curves = accuracyCurves({{0, 0, 1, std::nullopt, 0.5},
                                        {1, 1, 1, 0.9, 0.95},
                                        {1, 1, 2, std::nullopt, 0.6}, // task 2 is not seen yet
                                        {2, 1, 1, 0.5, 0.85},
                                        {2, 1, 2, 0.8, 0.9}});
    REQUIRE(curves.moments == std::vector<RunPosition>{{1, 1}, {2, 1}});
    CHECK(curves.classIl == std::vector<Series>{{0.9, 0.5}, {std::nullopt, 0.8}});
    CHECK(curves.taskIl == std::vector<Series>{{0.95, 0.85}, {std::nullopt, 0.9}});
    CHECK(curves.meanClassIl[1].value() == Approx(0.65));
    CHECK(curves.meanTaskIl[0].value() == Approx(0.95));
}

TEST_CASE("Heatmaps of one run share their columns") {
    std::vector<LayerHeatmap> heatmaps = {
        layerHeatmap("learning_plasticity",
                     {{1, 1, 0, "conv1", "", 0.3}, {2, 1, 0, "conv1", "", 0.2}, {2, 1, 1, "fc", "", 0.7}}),
        layerHeatmap("memory_stability", {{2, 1, 0, "conv1", "", 0.9}, {2, 1, 1, "fc", "", 0.6}})};
    alignMoments(heatmaps);
    CHECK(heatmaps[0].layers == std::vector<std::string>{"conv1", "fc"});
    CHECK(heatmaps[0].values == std::vector<Series>{{0.3, 0.2}, {std::nullopt, 0.7}});
    CHECK(heatmaps[1].moments == heatmaps[0].moments);
    CHECK(heatmaps[1].values == std::vector<Series>{{std::nullopt, 0.9}, {std::nullopt, 0.6}});
}

TEST_CASE("The measured bar is the task that needed most, without the probe data") {
    const auto weights = MemoryCategory::Weights;
    const auto bars = memoryBars({{"measured", 1, weights, 0, 100},
                                  {"measured", 1, MemoryCategory::Measuring, 0, 5000},
                                  {"measured", 2, weights, 0, 120},
                                  {"exact", 0, weights, 110, 110}},
                                 std::nullopt);
    REQUIRE(bars.bars.size() == 2);
    CHECK(bars.bars[0].label == "predicted, exact");
    CHECK(bars.bars[0].bytes.total() == 110);
    CHECK(bars.bars[1].label == "measured");
    CHECK(bars.bars[1].bytes.total() == 120);
}

namespace {

RunReport finishedRun(RunId id, const std::string& method, std::int64_t bufferSize, std::int64_t seed, double classIl) {
    RunReport run;
    run.summary.id = id;
    run.summary.state = RunState::Done;
    run.summary.classIl = classIl;
    run.spec.seed = seed;
    run.spec.method = {method, {{"buffer_size", bufferSize}}, {}};
    run.accuracy = accuracyCurves({{1, 1, 1, 0.9, 0.9}, {1, 2, 1, classIl, 0.9}});
    return run;
}

} // namespace

TEST_CASE("Runs that differ in the seed alone are one group") {
    auto runs = std::vector{finishedRun(1, "er", 200, 0, 0.7), finishedRun(2, "er", 500, 0, 0.8),
                            finishedRun(3, "er", 200, 1, 0.6), finishedRun(4, "sgd", 0, 0, 0.2),
                            finishedRun(5, "sgd", 0, 1, 0.9)};
    runs.back().summary.state = RunState::Failed;
    const auto groups = methodGroups(runs);
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].label == "er (buffer_size = 200)");
    CHECK(groups[0].runs == std::vector<RunId>{1, 3});
    CHECK(groups[0].classIl->mean == Approx(0.65));
    CHECK(groups[1].label == "er (buffer_size = 500)");
    CHECK(groups[2].label == "sgd");
    CHECK(groups[2].runs == std::vector<RunId>{4});
    REQUIRE(groups[0].afterTasks.size() == 1);
    CHECK(groups[0].afterTasks[0].classIl->mean == Approx(0.65)); // the last epoch's
}
