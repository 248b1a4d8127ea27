#include "figures/grid_statistics.h"

#include "support/catch.h"

#include <cmath>

using namespace lightcl;

namespace {

LayerGrid gridOf(std::vector<std::string> layers, std::vector<RunPosition> columns, std::vector<double> values,
                 ColumnKind kind = ColumnKind::Epochs) {
    return {"memory_stability", kind, std::move(layers), std::move(columns), std::move(values)};
}

const std::vector<std::string> kTwo = {"conv1", "fc"};

} // namespace

TEST_CASE("Means and deviations over seeds are those of the runs that have the cell") {
    const auto statistics =
        gridStatistics({gridOf(kTwo, {{2, 1}, {3, 1}}, {0.9, 0.8, 0.5, 0.4}),
                        gridOf(kTwo, {{2, 1}, {3, 1}}, {0.7, NAN, 0.5, 0.6}), gridOf(kTwo, {{2, 1}}, {0.8, 0.2})});
    CHECK(statistics.mean.columns() == std::vector<RunPosition>{{2, 1}, {3, 1}});
    CHECK(statistics.mean.at({0, 0}) == Approx(0.8));
    CHECK(statistics.deviation.at({0, 0}) == Approx(0.1)); // of 0.9, 0.7, 0.8
    CHECK(statistics.countAt({0, 0}) == 3);
    CHECK(statistics.mean.at({0, 1}) == Approx(0.8));
    CHECK(std::isnan(statistics.deviation.at({0, 1})));
    CHECK(statistics.countAt({0, 1}) == 1);
    CHECK(statistics.mean.at({1, 0}) == Approx(0.4));
    CHECK(statistics.deviation.at({1, 1}) == Approx(std::sqrt(0.02))); // of 0.4, 0.6
}

TEST_CASE("A difference of groups is told from the spread of their seeds") {
    // A: 0.9, 0.7 -> mean 0.8, variance 0.02; B: 0.5, 0.5 -> mean 0.5, variance 0: spread 0.141.
    // The other row: A 0.6, 0.4 (mean 0.5, variance 0.02), B 0.55, 0.65 (mean 0.6, variance 0.005): spread 0.158.
    const std::vector<RunPosition> after{{2, 1}};
    const auto difference = gridDifference({gridOf(kTwo, after, {0.9, 0.6}), gridOf(kTwo, after, {0.7, 0.4})},
                                           {gridOf(kTwo, after, {0.5, 0.55}), gridOf(kTwo, after, {0.5, 0.65})});
    CHECK(difference.difference.at({0, 0}) == Approx(0.3));
    CHECK(difference.spread.at({0, 0}) == Approx(std::sqrt(0.02)));
    CHECK_FALSE(difference.isWithinSpread({0, 0}));
    CHECK(difference.difference.at({1, 0}) == Approx(-0.1));
    CHECK(difference.spread.at({1, 0}) == Approx(std::sqrt(0.025)));
    CHECK(difference.isWithinSpread({1, 0}));
}

TEST_CASE("Two single runs have a difference and no spread") {
    const std::vector<RunPosition> after{{2, 1}};
    const auto difference = gridDifference({gridOf(kTwo, after, {0.9, 0.6})}, {gridOf(kTwo, after, {0.5, 0.6})});
    CHECK(difference.difference.at({0, 0}) == Approx(0.4));
    CHECK(std::isnan(difference.spread.at({0, 0})));
    CHECK_FALSE(difference.isWithinSpread({1, 0}));
}

TEST_CASE("Layers are matched by name, tasks by number however many epochs they have") {
    const auto grids = alignedGrids({gridOf({"conv1", "fc"}, {{1, 2}, {2, 2}}, {1, 2, 3, 4}, ColumnKind::Tasks),
                                     gridOf({"fc", "extra"}, {{2, 5}}, {5, 6}, ColumnKind::Tasks)});
    REQUIRE(grids.size() == 2);
    for (const auto& grid : grids) {
        CHECK(grid.layers() == std::vector<std::string>{"conv1", "fc", "extra"});
        CHECK(grid.columns() == std::vector<RunPosition>{{1, 2}, {2, 5}});
    }
    CHECK(grids[0].at({1, 1}) == 4);
    CHECK(std::isnan(grids[0].at({2, 1})));
    CHECK(grids[1].at({1, 1}) == 5);
    CHECK(grids[1].at({2, 1}) == 6);
    CHECK(std::isnan(grids[1].at({0, 0})));
    CHECK(gridDifference({}, {grids[0]}).difference.empty());
}
