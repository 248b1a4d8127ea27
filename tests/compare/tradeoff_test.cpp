#include "compare/tradeoff.h"

#include "compare/compared_runs.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr std::int64_t kTradeoffMebi = 1024 * 1024;

RunRecord weighed(RunId id, const std::string& method, int seed, double classIl, std::int64_t mebibytes) {
    auto run = comparedRun(id, method, method == "er" ? "buffer_size = 200" : "", seed, classIl);
    run.summary.measuredPeakBytes = mebibytes * kTradeoffMebi;
    return run;
}

/// SGD is lean and poor, ER better and heavier, DER++ as heavy as two ER and no better.
std::vector<RunRecord> threeMethods() {
    return {weighed(1, "sgd", 0, 0.2, 10), weighed(2, "er", 0, 0.5, 40), weighed(3, "er", 1, 0.6, 42),
            weighed(4, "joint", 0, 0.4, 80)};
}

std::vector<DrawnRun> drawn(const std::vector<RunRecord>& runs) {
    std::vector<DrawnRun> result;
    for (const auto& run : runs) result.push_back({&run, {}, colorFromHex(0x0072B2)});
    return result;
}

Tradeoff madeOf(const std::vector<RunRecord>& runs) {
    return tradeoff(drawn(runs), runFigure("measured_peak_bytes"), runFigure("class_il"));
}

} // namespace

TEST_CASE("A trade-off has a point for each group over its seeds, and knows which are beaten") {
    const auto runs = threeMethods();
    const auto made = madeOf(runs);
    REQUIRE(made.points.size() == 3);
    CHECK(made.points[1].runs == std::vector<RunId>{2, 3});
    CHECK(made.points[1].y.mean == Approx(0.55));
    CHECK(*made.points[1].y.sd == Approx(0.0707106781));
    CHECK(made.points[1].x.mean == Approx(41.0 * kTradeoffMebi));
    CHECK(made.front == std::vector<std::size_t>{0, 1});
    CHECK_FALSE(made.points[2].onFront);
    CHECK(contains(tradeoffSentence(made, 0), "2 of 3 are on the front"));
    CHECK(contains(tradeoffSentence(made, 0), ": " + made.points[0].label + "; " + made.points[1].label + "."));
    CHECK(contains(tradeoffSentence(made, 32 * kTradeoffMebi), "Within 32.0 MiB: SGD."));
    CHECK(contains(tradeoffSentence(made, 2 * kTradeoffMebi), "None of them fits 2.0 MiB."));
}

TEST_CASE("Runs without one of the figures are left out of a trade-off and told of") {
    auto runs = threeMethods();
    runs[0].summary.measuredPeakBytes.reset();
    runs[3].summary.state = RunState::Failed;
    const auto made = madeOf(runs);
    REQUIRE(made.points.size() == 1);
    CHECK(made.notes ==
          std::vector<std::string>{"1 run left out: not finished.", "1 run left out: without one of the two figures."});
    CHECK(contains(tradeoffSentence(made, 0), "stands alone"));
    CHECK(madeOf({}).points.empty());
}

TEST_CASE("A trade-off's table holds the shown units, and who is on the front") {
    const auto runs = threeMethods();
    const auto table = tradeoffTable(madeOf(runs));
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].at(2) == "10");
    CHECK(table.rows[0].at(3).empty());
    CHECK(table.rows[0].at(4) == "20");
    CHECK(table.rows[1].back() == "yes");
    CHECK(table.rows[2].back() == "no");
}

TEST_CASE("A trade-off for LaTeX has its points, its front and the budget where memory is") {
    const auto runs = threeMethods();
    const auto scatter = tradeoffScatter(madeOf(runs), 64 * kTradeoffMebi);
    CHECK(scatter.xTitle == "measured memory, MiB");
    CHECK(scatter.yTitle == "class-IL, %");
    CHECK(scatter.firstHolds);
    CHECK(scatter.points[1].x == Approx(41));
    CHECK(scatter.points[1].dy == Approx(7.0710678));
    CHECK(scatter.points[2].dimmed);
    REQUIRE(scatter.verticals.size() == 1);
    CHECK(scatter.verticals[0].first == Approx(64));
    CHECK(scatter.horizontals.empty());
}
