#include "figures/layer_grid.h"

#include "support/catch.h"

#include <cmath>
#include <string>

using namespace lightcl;

namespace {

LayerMetrics smallRun() {
    return LayerMetrics(std::vector<LayerMetricRow>{{1, 1, 0, "conv1", "learning_plasticity", 0.5},
                                                    {1, 1, 1, "fc", "learning_plasticity", 2},
                                                    {1, 2, 0, "conv1", "learning_plasticity", 0.25},
                                                    {1, 2, 1, "fc", "learning_plasticity", 1},
                                                    {2, 1, 0, "conv1", "learning_plasticity", 0},
                                                    {2, 1, 1, "fc", "learning_plasticity", 4},
                                                    {2, 1, 0, "conv1", "memory_stability", 0.9},
                                                    {2, 1, 1, "fc", "memory_stability", 0.3}});
}

} // namespace

TEST_CASE("The heatmap has a row per layer and a column per measured epoch of any metric") {
    const LayerGrid grid(smallRun(), "memory_stability", ColumnKind::Epochs);
    CHECK(grid.layers() == std::vector<std::string>{"conv1", "fc"});
    CHECK(grid.columns() == std::vector<RunPosition>{{1, 1}, {1, 2}, {2, 1}});
    CHECK(std::isnan(grid.at({0, 0})));
    CHECK(grid.at({0, 2}) == 0.9);
    CHECK(grid.at({1, 2}) == 0.3);
    CHECK(grid.hasValues());
    CHECK_FALSE(LayerGrid(smallRun(), "linear_cka", ColumnKind::Epochs).hasValues());
}

TEST_CASE("By task the heatmap shows each task's last measured epoch") {
    const LayerGrid grid(smallRun(), "learning_plasticity", ColumnKind::Tasks);
    CHECK(grid.columns() == std::vector<RunPosition>{{1, 2}, {2, 1}});
    CHECK(grid.at({1, 0}) == 1);
    CHECK(grid.at({1, 1}) == 4);
}

TEST_CASE("The range leaves out what a logarithm cannot show") {
    const LayerGrid grid(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(grid.range() == std::pair(0.0, 4.0));
    CHECK(grid.range(true) == std::pair(0.25, 4.0));
    CHECK_FALSE(LayerGrid().range());
}

TEST_CASE("A point lies in the nearest cell or in none") {
    const LayerGrid grid(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(grid.cellAt(0, 0) == Cell{0, 0});
    CHECK(grid.cellAt(2.49, 1.49) == Cell{1, 2});
    CHECK(grid.cellAt(-0.49, 0.51) == Cell{1, 0});
    CHECK_FALSE(grid.cellAt(2.51, 0));
    CHECK_FALSE(grid.cellAt(0, -0.51));
}

TEST_CASE("The cursor stays inside the heatmap") {
    const LayerGrid grid(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(grid.moved({0, 0}, 1, 1) == Cell{1, 1});
    CHECK(grid.moved({0, 0}, -1, -1) == Cell{0, 0});
    CHECK(grid.moved({1, 2}, 5, 5) == Cell{1, 2});
}

TEST_CASE("The heatmap's table has a line per value") {
    const auto csv = toCsv(LayerGrid(smallRun(), "memory_stability", ColumnKind::Epochs).toTable());
    CHECK(csv == "layer_index,layer,task,epoch,metric,value\n"
                 "0,conv1,2,1,memory_stability,0.9\n"
                 "1,fc,2,1,memory_stability,0.3\n");
}

TEST_CASE("A position is found in the column that shows it") {
    const LayerGrid epochs(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(epochs.columnOf({1, 2}) == 1);
    CHECK_FALSE(epochs.columnOf({2, 2}));
    const LayerGrid tasks(smallRun(), "learning_plasticity", ColumnKind::Tasks);
    CHECK(tasks.columnOf({2, 7}) == 1);
    CHECK_FALSE(tasks.columnOf({3, 1}));
}

TEST_CASE("A moment stands in the last column that is not after it") {
    const LayerGrid epochs(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    CHECK(columnAt(epochs, {1, 1}) == 0);
    CHECK(columnAt(epochs, {1, 7}) == 1);
    CHECK(columnAt(epochs, {9, 1}) == 2);
    CHECK(columnAt(epochs, {0, 1}) == 0);
    const LayerGrid tasks(smallRun(), "learning_plasticity", ColumnKind::Tasks);
    CHECK(columnAt(tasks, {1, 1}) == 0);
    CHECK(columnAt(tasks, {2, 1}) == 1);
    CHECK_FALSE(columnAt(LayerGrid(), {1, 1}));
}

TEST_CASE("Labels of rows are thinned until they do not touch") {
    CHECK(labelledRowStep(10, 12) == 1);
    CHECK(labelledRowStep(10, 5) == 2);
    CHECK(labelledRowStep(10, 4) == 3);
}
