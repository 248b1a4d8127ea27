#include "compare/parallel_axes.h"

#include "compare/compared_runs.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <string_view>

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::vector<DrawnRun> drawnOf(const std::vector<RunRecord>& runs) {
    std::vector<DrawnRun> result;
    for (const auto& run : runs) result.push_back({&run, {}, colorFromHex(0x0072B2)});
    return result;
}

/// ER with two buffers and SGD, which has none.
std::vector<RunRecord> buffersAndNone() {
    return {comparedRun(1, "er", "buffer_size = 200", 0, 0.4), comparedRun(2, "er", "buffer_size = 200", 1, 0.5),
            comparedRun(3, "er", "buffer_size = 500", 0, 0.6), comparedRun(4, "sgd", "", 0, 0.2)};
}

const ParallelAxis& axisCalled(const ParallelAxes& axes, std::string_view title) {
    for (const auto& axis : axes.axes)
        if (axis.title == title) return axis;
    FAIL("no axis called " << title);
    return axes.axes.front();
}

} // namespace

TEST_CASE("Parallel axes are the method, the settings that differ and the results") {
    const auto runs = buffersAndNone();
    const auto axes = parallelAxes(drawnOf(runs));
    CHECK(axes.runs == std::vector<RunId>{1, 2, 3, 4});
    const auto& method = axisCalled(axes, "method");
    CHECK(method.categories == std::vector<std::string>{"ER", "SGD"});
    CHECK(method.placeOfRun(3) == 1);
    const auto& buffer = axisCalled(axes, "buffer_size");
    CHECK(buffer.categories.empty());
    CHECK(buffer.hasRunsWithout());
    CHECK(buffer.placeOfRun(3) == 0); // SGD has none: below all values
    CHECK(buffer.placeOfRun(0) > 0);
    CHECK(buffer.placeOfRun(2) == 1);
    const auto& accuracy = axisCalled(axes, "class-IL, %");
    CHECK(*accuracy.values[2] == Approx(60));
    CHECK(accuracy.placeOfRun(0) == Approx(0.5));
    for (const auto& axis : axes.axes) CHECK(axis.title != "seed");
}

TEST_CASE("Numbers that lie orders of magnitude apart stand on a logarithmic axis") {
    const std::vector<RunRecord> runs{comparedRun(1, "er", "buffer_size = 10", 0, 0.4),
                                      comparedRun(2, "er", "buffer_size = 100", 0, 0.5),
                                      comparedRun(3, "er", "buffer_size = 1000", 0, 0.6)};
    const auto axes = parallelAxes(drawnOf(runs));
    CHECK(axisCalled(axes, "buffer_size").logarithmic);
    CHECK(axisCalled(axes, "buffer_size").placeOfRun(1) == Approx(0.5));
    CHECK_FALSE(axisCalled(axes, "class-IL, %").logarithmic);
}

TEST_CASE("What is dragged along axes keeps the runs within all of it") {
    const auto runs = buffersAndNone();
    const auto axes = parallelAxes(drawnOf(runs));
    std::size_t buffer = 0;
    while (axes.axes[buffer].title != "buffer_size") ++buffer;
    std::size_t accuracy = 0;
    while (axes.axes[accuracy].title != "class-IL, %") ++accuracy;
    const AxisBrush low{buffer, 0.05, 0.9};
    CHECK(withinBrushes(axes, {low}) == std::vector<bool>{true, true, false, false});
    const std::vector<AxisBrush> both{low, {accuracy, 0.6, 1}};
    CHECK(withinBrushes(axes, both) == std::vector<bool>{false, true, false, false});
    CHECK(parallelSentence(axes, {low}) == "2 of 4 runs: buffer_size 200.");
}

TEST_CASE("Runs that are not finished are left out of parallel axes and told of") {
    auto runs = buffersAndNone();
    runs[1].summary.state = RunState::Failed;
    const auto axes = parallelAxes(drawnOf(runs));
    CHECK(axes.runs == std::vector<RunId>{1, 3, 4});
    CHECK(contains(parallelSentence(axes, {}), "1 run left out: not finished"));
    CHECK(parallelAxes({}).axes.empty());
}

TEST_CASE("The table of parallel axes has a row for each run in the units shown") {
    const auto runs = buffersAndNone();
    const auto table = parallelAxes(drawnOf(runs)).toTable();
    REQUIRE(table.rows.size() == 4);
    CHECK(table.columns[2].title == "method");
    CHECK(table.rows[3][2] == "SGD");
    CHECK(table.columns[3].title == "buffer_size");
    CHECK(table.rows[3][3].empty());
    CHECK(table.rows[2][3] == "500");
}
