#include "figures/layer_comparison.h"

#include "figures/explored_run.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;
using lightcl::test::exploredRun;
using lightcl::test::measure;

namespace {

RunRecord runWith(const std::string& method, std::int64_t seed, std::vector<double> stability) {
    auto run = exploredRun(method, seed);
    run.summary.id = seed + (method == "er" ? 10 : 0);
    stability.push_back(NAN);
    measure(run, "memory_stability", {2, 1}, stability);
    return run;
}

struct FourRuns {
    RunRecord first = runWith("lightcl", 0, {0.9, 0.6});
    RunRecord second = runWith("lightcl", 1, {0.7, 0.4});
    RunRecord third = runWith("er", 0, {0.5, 0.55});
    RunRecord fourth = runWith("er", 1, {0.5, 0.65});
    std::vector<const RunRecord*> all{&first, &second, &third, &fourth};
};

ComparedGrids shown(const std::vector<const RunRecord*>& runs, ComparisonMode mode, std::size_t run = 0,
                    std::size_t other = 0) {
    const LayerComparison comparison(runs, {mode, run, other, "memory_stability", ColumnKind::Epochs});
    return comparison.shown(rowsByStage(comparison.layers(), {}));
}

} // namespace

TEST_CASE("One run stands by itself, several side by side with the chosen one first") {
    const FourRuns runs;
    const auto one = shown(runs.all, ComparisonMode::OneRun, 2);
    REQUIRE(one.grids.size() == 1);
    CHECK(one.grids[0].at({1, 0}) == 0.55);
    CHECK(cellText(one, 0, {1, 0}) == "0.550");
    CHECK(cellText(one, 0, {2, 0}) == "not measured");
    const auto all = shown(runs.all, ComparisonMode::Runs, 2);
    CHECK(all.titles == std::vector<std::string>{"ER, seed 0", "LightCL, seed 0", "LightCL, seed 1", "ER, seed 1"});
    CHECK(all.grids[1].at({0, 0}) == 0.9);
    CHECK(all.left == 0);
    auto five = runs.all;
    five.push_back(&runs.first);
    CHECK(shown(five, ComparisonMode::Runs).left == 1);
}

TEST_CASE("Groups of seeds have a mean, and a cell tells its spread") {
    const FourRuns runs;
    const auto means = shown(runs.all, ComparisonMode::Means, 1);
    CHECK(means.titles == std::vector<std::string>{"LightCL, mean of 2", "ER, mean of 2"});
    CHECK(means.grids[0].at({0, 0}) == Approx(0.8));
    CHECK(cellText(means, 0, {0, 0}) == "0.800 ± 0.141 over 2 runs");
    CHECK(cellText(shown({&runs.first}, ComparisonMode::Means), 0, {0, 0}) == "0.900 of one run");
}

TEST_CASE("A difference is of the groups' means, and what lies within the spread is told") {
    const FourRuns runs;
    const auto difference = shown(runs.all, ComparisonMode::Difference);
    REQUIRE(difference.grids.size() == 1);
    CHECK(difference.titles[0] == "LightCL, mean of 2 less ER, mean of 2");
    CHECK(difference.grids[0].at({0, 0}) == Approx(0.3));
    CHECK(cellText(difference, 0, {0, 0}) == "+0.300 = 0.800 - 0.500, spread 0.141");
    CHECK(cellText(difference, 0, {1, 0}) == "-0.100 = 0.500 - 0.600, spread 0.158: within it");
    const auto within = difference.withinSpread();
    CHECK_FALSE(within[0]);
    CHECK(within[1]);
    CHECK_FALSE(within[2]); // not measured
    CHECK(shown(runs.all, ComparisonMode::Difference, 3).titles[0] == "ER, mean of 2 less LightCL, mean of 2");
}

TEST_CASE("Seeds of one method are compared run by run") {
    const FourRuns runs;
    const std::vector<const RunRecord*> seeds{&runs.first, &runs.second};
    CHECK(comparedWith(seeds, 0).size() == 1);
    CHECK(comparedWith(seeds, 0)[0].title == "LightCL, seed 1");
    CHECK(comparedWith(runs.all, 1)[0].title == "ER, mean of 2");
    const auto difference = shown(seeds, ComparisonMode::Difference);
    CHECK(difference.grids[0].at({0, 0}) == Approx(0.2));
    CHECK(cellText(difference, 0, {0, 0}) == "+0.200 = 0.900 - 0.700");
    CHECK(shown({&runs.first}, ComparisonMode::Difference).difference == std::nullopt);
    CHECK(shown({}, ComparisonMode::Runs).grids.empty());
}

TEST_CASE("Folded stages are averaged in each run before the runs are compared") {
    auto first = runWith("lightcl", 0, {1, 0.2, 0.4, 0.6, 0.8});
    auto second = runWith("lightcl", 1, {1, 0.4, 0.6, 0.8, 1.0});
    const LayerComparison comparison({&first, &second},
                                     {ComparisonMode::Means, 0, 0, "memory_stability", ColumnKind::Epochs});
    const auto means = comparison.shown(rowsByStage(comparison.layers(), {"layer1"}));
    CHECK(means.grids[0].at({1, 0}) == Approx(0.6));
    CHECK(means.statistics[0].deviation.at({1, 0}) == Approx(std::sqrt(0.02))); // of 0.5 and 0.7
}

TEST_CASE("A value is told as the metric has it") {
    CHECK(layerValueText("frozen", 1) == "frozen");
    CHECK(layerValueText("frozen", 0.5) == "0.500");
    CHECK(layerValueText("linear_cka", 0.98765) == "0.988");
    CHECK(layerValueText("gradient_norm", 0.0123456) == "0.0123");
    CHECK(layerValueText("of another version", 1234567) == "1.23e+06");
    CHECK(layerValueText("gradient_norm", NAN) == "-");
}
