#include "plots/heatmap_grid.h"
#include "plots/metric_info.h"

#include "support/catch.h"

#include <cmath>

using namespace lightcl;

namespace {

RunData smallRun() {
    RunData run;
    run.layerMetrics = LayerMetrics(std::vector<LayerMetricRow>{{1, 1, 0, "conv1", "learning_plasticity", 0.5},
                                                                {1, 1, 1, "fc", "learning_plasticity", 2},
                                                                {1, 2, 0, "conv1", "learning_plasticity", 0.25},
                                                                {1, 2, 1, "fc", "learning_plasticity", 1},
                                                                {2, 1, 0, "conv1", "learning_plasticity", 0},
                                                                {2, 1, 1, "fc", "learning_plasticity", 4},
                                                                {2, 1, 0, "conv1", "memory_stability", 0.9},
                                                                {2, 1, 1, "fc", "memory_stability", 0.3}});
    return run;
}

} // namespace

TEST_CASE("The heatmap has a row per layer and a column per measured epoch of any metric") {
    const HeatmapGrid grid(smallRun(), "memory_stability", ColumnKind::Epochs);
    CHECK(grid.layers() == std::vector<std::string>{"conv1", "fc"});
    CHECK(grid.columns() == std::vector<RunPosition>{{1, 1}, {1, 2}, {2, 1}});
    CHECK(std::isnan(grid.at({0, 0})));
    CHECK(grid.at({0, 2}) == 0.9);
    CHECK(grid.at({1, 2}) == 0.3);
    CHECK(grid.hasValues());
    CHECK_FALSE(HeatmapGrid(smallRun(), "linear_cka", ColumnKind::Epochs).hasValues());
}

TEST_CASE("By task the heatmap shows each task's last measured epoch") {
    const HeatmapGrid grid(smallRun(), "learning_plasticity", ColumnKind::Tasks);
    CHECK(grid.columns() == std::vector<RunPosition>{{1, 2}, {2, 1}});
    CHECK(grid.at({1, 0}) == 1);
    CHECK(grid.at({1, 1}) == 4);
}

TEST_CASE("The range leaves out what a logarithm cannot show") {
    const HeatmapGrid grid(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(grid.range() == std::pair(0.0, 4.0));
    CHECK(grid.range(true) == std::pair(0.25, 4.0));
    CHECK_FALSE(HeatmapGrid().range());
}

TEST_CASE("A point lies in the nearest cell or in none") {
    const HeatmapGrid grid(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(grid.cellAt(0, 0) == Cell{0, 0});
    CHECK(grid.cellAt(2.49, 1.49) == Cell{1, 2});
    CHECK(grid.cellAt(-0.49, 0.51) == Cell{1, 0});
    CHECK_FALSE(grid.cellAt(2.51, 0));
    CHECK_FALSE(grid.cellAt(0, -0.51));
}

TEST_CASE("The cursor stays inside the heatmap") {
    const HeatmapGrid grid(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(grid.moved({0, 0}, 1, 1) == Cell{1, 1});
    CHECK(grid.moved({0, 0}, -1, -1) == Cell{0, 0});
    CHECK(grid.moved({1, 2}, 5, 5) == Cell{1, 2});
}

TEST_CASE("The heatmap's table has a line per value") {
    const auto csv = toCsv(HeatmapGrid(smallRun(), "memory_stability", ColumnKind::Epochs).toTable());
    CHECK(csv == "layer_index,layer,task,epoch,metric,value\n"
                 "0,conv1,2,1,memory_stability,0.9\n"
                 "1,fc,2,1,memory_stability,0.3\n");
}

TEST_CASE("Metrics come in their usual order, unknown ones last") {
    auto run = smallRun();
    run.layerMetrics.add("an_own_metric", {1, 1}, 0, 1);
    CHECK(metricNames(run.layerMetrics) ==
          std::vector<std::string>{"learning_plasticity", "memory_stability", "an_own_metric"});
    CHECK(metricInfo("memory_stability").bounded);
    CHECK_FALSE(metricInfo("gradient_norm").bounded);
    CHECK(metricInfo("an_own_metric").title == "An own metric");
    CHECK(metricInfo("gradient_l1").title == "Mean absolute gradient");
    CHECK(metricText(metricInfo("frozen"), 1) == "frozen");
    CHECK(metricText(metricInfo("frozen"), 0) == "trained");
    CHECK(metricText(metricInfo("memory_stability"), 0.8764) == "0.876");
    CHECK(metricText(metricInfo("gradient_norm"), 0.00012345) == "0.000123");
    CHECK(metricText(metricInfo("gradient_norm"), std::nan("")) == "-");
}
