#include "figures/layer_heatmap.h"
#include "figures/memory_bars.h"
#include "support/catch.h"

using namespace lightcl;

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
