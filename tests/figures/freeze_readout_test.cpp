#include "figures/freeze_readout.h"

#include "base/units.h"
#include "cost/cost_model.h"
#include "figures/budget_fit.h"
#include "figures/explored_run.h"
#include "figures/freeze_advice.h"
#include "spec/dataset_of.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;
using lightcl::test::exploredRun;

namespace {

constexpr std::int64_t kMebibyte = 1 << 20;

std::vector<FreezeLineCost> costsOf(const RunRecord& run) {
    return freezeLineCosts(*run.spec, datasetOf(run.spec->scenario));
}

/// The cells of the row that begins with these words.
std::vector<std::string> rowOf(const FreezeReadout& readout, const std::string& what) {
    const auto found = std::find_if(readout.table.rows.begin(), readout.table.rows.end(),
                                    [&](const auto& row) { return row[0] == what; });
    return found == readout.table.rows.end() ? std::vector<std::string>{} : *found;
}

} // namespace

TEST_CASE("A freeze line's read-out stands beside the run's own figures") {
    auto run = exploredRun();
    run.summary.measuredPeakBytes = 45 * kMebibyte;
    const auto costs = costsOf(run);
    const auto readout = freezeReadout(run, costs, 2, ownFreezeLine(run), 64 * kMebibyte);
    const auto bytes = [&](std::size_t line) { return formatBytes(costs[line].peakAfter->total()); };
    CHECK(rowOf(readout, "peak from task 2 on") == std::vector<std::string>{"peak from task 2 on", bytes(4), bytes(2)});
    const auto weights = formatBytes((*costs[2].peakAfter)[MemoryCategory::Weights]);
    CHECK(rowOf(readout, "weights") == std::vector<std::string>{"weights", weights, weights});
    const auto first = formatBytes(costs[2].peakBefore->total());
    CHECK(rowOf(readout, "peak of task 1, all trained")[2] == first);
    CHECK(rowOf(readout, "measured peak of the run")[1] == "45.0 MiB");
    CHECK(rowOf(readout, "operations a step")[2] == formatCount(costs[2].stepFlops));
    CHECK(rowOf(readout, "time a step").empty()); // nothing was trained yet
    CHECK(readout.summary.starts_with("Frozen up to layer1: " + bytes(2) + " from task 2 on (" + bytes(4) +
                                      " with its own line); fits, "));
    CHECK(readout.budget.starts_with(bytes(2) + " in 64.0 MiB: fits, "));
    CHECK(freezeReadout(run, costs, 0, 4, 0).summary.starts_with("Nothing frozen: "));
    CHECK(freezeReadout(run, costs, 0, 4, 0).budget.empty());
    CHECK(freezeReadout(run, costs, 2, std::nullopt, 0).table.rows[0][1] == "-");
}

TEST_CASE("Time a step is the run's own, scaled by operations") {
    auto run = exploredRun();
    run.losses = {{4, 1, 10, 0.5}, {5, 1, 10, 0.5}, {5, 1, 20, 0.4}, {5, 2, 20, 0.3}};
    run.phaseTimes = {{4, 1, "training", 100}, {5, 1, "training", 3}, {5, 1, "evaluation", 50}, {5, 2, "training", 1}};
    CHECK(secondsPerStep(run) == Approx(4.0 / 40));
    const auto costs = costsOf(run);
    const auto row = rowOf(freezeReadout(run, costs, 0, 4, 0), "time a step");
    REQUIRE(row.size() == 3);
    CHECK(row[1] == "about 100 ms");
    CHECK(row[2] == "about " + formatCount(std::round(100 * costs[0].stepFlops / costs[4].stepFlops)) + " ms");
    CHECK_FALSE(secondsPerStep(exploredRun()));
}

TEST_CASE("A method without a freeze line says which have one") {
    const auto run = exploredRun("er");
    const auto readout = freezeReadout(run, costsOf(run), 2, ownFreezeLine(run), 64 * kMebibyte);
    CHECK(readout.table.rows.empty());
    CHECK(readout.summary.starts_with("ER trains every stage, there is no freeze line to move; methods that have one: "
                                      "LightCL"));
}

TEST_CASE("Methods fit a budget or lack bytes, by their largest prediction") {
    auto lightcl = exploredRun();
    auto er = exploredRun("er");
    auto erAgain = exploredRun("er", 1);
    const auto unknown = exploredRun("sgd");
    lightcl.memory = {{"exact", 0, MemoryCategory::Weights, 0, 10 * kMebibyte},
                      {"exact", 1, MemoryCategory::Weights, 0, 99 * kMebibyte}};
    er.memory = {{"exact", 0, MemoryCategory::Activations, 0, 70 * kMebibyte}};
    erAgain.memory = {{"exact", 0, MemoryCategory::Activations, 0, 80 * kMebibyte}};
    const auto fits = budgetFits({&lightcl, &er, &erAgain, &unknown}, 64 * kMebibyte);
    REQUIRE(fits.size() == 2);
    CHECK(fits[0].label == "LightCL");
    CHECK(fits[0].fits());
    CHECK(spareText(fits[0].spare) == "fits, 54.0 MiB to spare");
    CHECK(fits[1].needs == 80 * kMebibyte);
    CHECK(spareText(fits[1].spare) == "16.0 MiB too much");
}
