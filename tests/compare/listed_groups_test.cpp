#include "compare/listed_groups.h"

#include "base/error.h"
#include "compare/baseline.h"
#include "compare/compared_runs.h"
#include "figures/figure_text.h"
#include "figures/method_groups.h"
#include "runs/run_figure.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;

namespace {

std::vector<RunRecord> sixRuns() {
    std::vector<RunRecord> runs = {
        comparedRun(1, "er", "buffer_size = 200", 0, 0.50), comparedRun(2, "er", "buffer_size = 200", 1, 0.54),
        comparedRun(3, "er", "buffer_size = 500", 0, 0.60), comparedRun(4, "lightcl", "", 0, 0.70),
        comparedRun(5, "er", "buffer_size = 200", 2, 0.99), comparedRun(6, "sgd", "", 0, 0.10)};
    runs[4].summary.state = RunState::Queued; // has no say in a mean
    runs[5].summary.role = "pretraining";
    return runs;
}

const RunFigure& classIl() {
    return runFigure("class_il");
}

std::vector<std::string> titles(const std::vector<ListedGroup>& groups) {
    std::vector<std::string> all;
    for (const auto& group : groups) all.push_back(group.title());
    return all;
}

} // namespace

TEST_CASE("listed groups hold every run, and average the finished ones as the command line does", "[compare]") {
    const auto runs = sixRuns();
    const auto groups = listedGroups(addresses(runs), std::nullopt);
    CHECK(titles(groups) == std::vector<std::string>{"ER (buffer_size = 200), 3 runs (2 finished)",
                                                     "ER (buffer_size = 500), 1 run", "LightCL, 1 run"});
    CHECK(groups[0].runs == std::vector<RunId>{1, 2, 5});
    const GroupFigure& figure = *groups[0].figure("class_il");
    CHECK(figure.mean.count == 2);
    CHECK(figure.mean.mean == Approx(0.52));
    CHECK(figure.least == Approx(0.50));
    CHECK(figure.most == Approx(0.54));
    const auto printed = methodGroup("", {&runs[0], &runs[1]}).figure("class_il");
    CHECK(groupCell(classIl(), groups[0]) == meanText(classIl(), printed));
    CHECK(groupCell(classIl(), groups[0]) == "52.00 ± 2.83");
    CHECK(groupCellHelp(classIl(), groups[0]) ==
          "ER (buffer_size = 200), 3 runs (2 finished)\nclass-IL: mean 52.00, sd 2.83, from 50.00 to 54.00 over 2 "
          "finished runs");
    CHECK(groupCell(classIl(), groups[2]) == "70.00");
}

TEST_CASE("a group's other cells say what its runs have in common", "[compare]") {
    const auto runs = sixRuns();
    const auto groups = listedGroups(addresses(runs), RunKey("method"));
    REQUIRE(titles(groups) == std::vector<std::string>{"ER, 4 runs (3 finished)", "LightCL, 1 run"});
    const auto cell = [&](const char* figure) { return groupCell(runFigure(figure), groups[0]); };
    CHECK(cell("method") == "ER");
    CHECK(cell("seed") == "0–2");
    CHECK(cell("state") == "1 queued, 3 done");
    CHECK(cell("run_id") == "1 … 5");
    CHECK(groupCell(runFigure("state"), groups[1]) == "done");
    // A figure that none of them has.
    CHECK(groupCell(runFigure("stability_gap"), groups[0]).empty());
}

TEST_CASE("runs are grouped by what sets them apart alone", "[compare]") {
    const auto runs = sixRuns();
    CHECK_FALSE(groupingKey("setting"));
    CHECK(groupingKey("buffer_size")->name() == "buffer_size");
    CHECK_THROWS_AS(groupingKey("bufer_size"), InputError);
    CHECK_THROWS_AS(listedGroups(addresses(runs), groupingKey("class_il")), InputError);
    const auto keys = tellingKeys(addresses(runs));
    const auto has = [&](const char* key) { return std::ranges::find(keys, key) != keys.end(); };
    CHECK(has("method"));
    CHECK(has("seed"));
    CHECK(has("buffer_size"));
    CHECK_FALSE(has("run_id"));  // each run has its own
    CHECK_FALSE(has("dataset")); // all have one
    CHECK_FALSE(has("class_il"));
    CHECK_FALSE(has("method.buffer_size")); // the same once more
}

TEST_CASE("a baseline's cells are differences with their sign", "[compare]") {
    auto runs = sixRuns();
    runs[0].summary.measuredPeakBytes = 10 << 20;
    runs[3].summary.measuredPeakBytes = 8 << 20;
    const auto single = baselineOf("ER, seed 0", {&runs[0]}, false);
    CHECK(baselineCell(classIl(), 0.541, single) == "+4.1");
    CHECK(baselineCell(classIl(), 0.459, single) == "-4.1");
    CHECK(baselineCell(classIl(), 0.5, single) == "0.0");
    CHECK(baselineCell(runFigure("measured_peak_bytes"), 8 << 20, single) == "-2.0 MiB");
    CHECK_FALSE(baselineCell(runFigure("seed"), 3, single));            // no result
    CHECK_FALSE(baselineCell(runFigure("stability_gap"), 0.1, single)); // it has none
    CHECK(baselineHelp(classIl(), 0.541, single) ==
          "54.10: 4.1 points above the baseline ER, seed 0 (50.00), which is better");
    CHECK(baselineHelp(runFigure("measured_peak_bytes"), 12 << 20, single) ==
          "12.0 MiB: 2.0 MiB above the baseline ER, seed 0 (10.0 MiB), which is worse");
    CHECK(baselineHelp(classIl(), 0.5, single) == "50.00: as the baseline ER, seed 0 (50.00)");
    // A group stands for the mean of its finished runs.
    const auto group = baselineOf("ER", {&runs[0], &runs[1], &runs[4]}, true);
    CHECK(group.value("class_il") == Approx(0.52));
    CHECK(baselineCell(classIl(), 0.5, group) == "-2.0");
    CHECK(group.holds(5));
    CHECK_FALSE(group.holds(4));
}
