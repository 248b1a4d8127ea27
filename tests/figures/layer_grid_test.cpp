#include "figures/layer_grid.h"

#include "support/catch.h"

#include <cmath>
#include <fmt/format.h>
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

namespace {

LayerGrid gridOf(const std::string& metric, const std::vector<double>& values) {
    LayerMetrics measured;
    for (std::size_t layer = 0; layer < values.size(); ++layer)
        measured.add(metric, {1, 1}, static_cast<int>(layer), values[layer]);
    return {measured, metric, ColumnKind::Epochs};
}

ColorScale scaleOf(const std::string& metric, const std::vector<double>& values, bool logarithmic = true) {
    return colorScale(gridOf(metric, values), findLayerMetric(metric)->scale, logarithmic);
}

} // namespace

TEST_CASE("Shares are coloured from 0 to 1, similarities from the smallest to 1, open metrics by their values") {
    const auto share = scaleOf("memory_stability", {0.4, 0.8});
    CHECK(std::pair(share.lower, share.upper) == std::pair(0.0, 1.0));
    CHECK_FALSE(share.logarithmic);
    const auto similarity = scaleOf("linear_cka", {0.97, 0.99});
    CHECK(std::pair(similarity.lower, similarity.upper) == std::pair(0.97, 1.0));
    CHECK(similarity.position(0.97) == 0);
    CHECK(similarity.position(0.985) == Approx(0.5));
    const auto open = scaleOf("gradient_norm", {0.01, 1});
    CHECK(open.logarithmic);
    CHECK(open.position(0.1) == Approx(0.5));
    const auto linear = scaleOf("gradient_norm", {0.01, 1}, false);
    CHECK_FALSE(linear.logarithmic);
    CHECK(std::pair(linear.lower, linear.upper) == std::pair(0.0, 1.0));
}

TEST_CASE("Zero has no place on a logarithmic scale, and is told apart from the smallest value") {
    const auto scale = scaleOf("learning_plasticity", {0, 0.01, 1});
    CHECK(scale.lower == 0.01);
    CHECK(scale.marksZeros);
    CHECK(scale.isZero(0));
    CHECK_FALSE(scale.isZero(0.01));
    CHECK_FALSE(scaleOf("learning_plasticity", {0.01, 1}).marksZeros);
    CHECK_FALSE(scaleOf("learning_plasticity", {0, 1}, false).marksZeros);
    CHECK_FALSE(scaleOf("memory_stability", {0, 1}).isZero(0));
}

TEST_CASE("Where all is zero no scale is made up; where nothing differs the one value has a place") {
    for (const bool logarithmic : {true, false}) {
        const auto scale = scaleOf("gradient_l1", {0, 0}, logarithmic);
        CHECK(scale.allZero);
        CHECK(scale.isZero(0));
    }
    CHECK_FALSE(scaleOf("memory_stability", {0, 0}).allZero);
    CHECK(scaleOf("linear_cka", {1, 1}).position(1) == 1);
    CHECK(scaleOf("gradient_norm", {3, 3}).position(3) == Approx(0.5));
}

TEST_CASE("Labels of rows are thinned until they do not touch") {
    CHECK(labelledRowStep(10, 12) == 1);
    CHECK(labelledRowStep(10, 5) == 2);
    CHECK(labelledRowStep(10, 4) == 3);
}

TEST_CASE("The caption of layer metrics defines each of them and explains the greys") {
    const LayerGrid plasticity(smallRun(), "learning_plasticity", ColumnKind::Epochs);
    const LayerGrid stability(smallRun(), "memory_stability", ColumnKind::Epochs);
    const auto caption = layerMetricsCaption({plasticity, stability});
    for (const auto* name : {"learning_plasticity", "memory_stability"}) {
        const auto& metric = *findLayerMetric(name);
        CHECK(caption.find(fmt::format("{}: {}.", metric.title, metric.definition)) != std::string::npos);
    }
    CHECK(caption.ends_with("the darker grey: 0.")); // a plasticity of 0 on a logarithmic scale
    CHECK(layerMetricsCaption({stability}).ends_with("Grey: not measured."));
}
