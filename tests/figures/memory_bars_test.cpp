#include "figures/memory_bars.h"

#include "support/catch.h"

#include <algorithm>

using namespace lightcl;

namespace {

std::vector<MemoryRow> measuredRun() {
    return {{"paper", 0, MemoryCategory::Weights, 0, 100},      {"exact", 0, MemoryCategory::Weights, 0, 110},
            {"exact", 0, MemoryCategory::Activations, 0, 50},   {"measured", 1, MemoryCategory::Weights, 100, 300},
            {"measured", 2, MemoryCategory::Weights, 100, 110}, {"measured", 2, MemoryCategory::Measuring, 900, 900}};
}

} // namespace

TEST_CASE("A run has a predicted, a paper and a measured bar, the measured one of its worst task") {
    const auto bars = memoryBars(measuredRun(), 5000);
    REQUIRE(bars.size() == 3);
    CHECK(bars[0].source == "exact");
    CHECK(bars[0].bytes.total() == 160);
    CHECK(bars[1].source == "paper");
    CHECK(bars[2].source == "measured");
    CHECK(bars[2].task == 1);
    CHECK(bars[2].bytes.total() == 300);
    CHECK(bars[2].peakRssBytes == 5000);
    CHECK(barLabel(bars[0]) == "predicted");
    CHECK(barLabel(bars[2]) == "measured");
}

TEST_CASE("Every task has a measured bar of its own when asked for") {
    const auto bars = memoryBars(measuredRun(), 5000, BarDetail::EveryTask);
    REQUIRE(bars.size() == 4);
    CHECK(barLabel(bars[2], true) == "task 1");
    CHECK(barLabel(bars[3], true) == "task 2");
    CHECK_FALSE(bars[2].peakRssBytes);
    CHECK(bars[3].peakRssBytes == 5000);
}

TEST_CASE("Pieces stack without gaps, measuring last and in no total") {
    MemoryBreakdown bytes;
    bytes[MemoryCategory::Weights] = 10;
    bytes[MemoryCategory::Activations] = 5;
    bytes[MemoryCategory::Measuring] = 3;
    CHECK(stackedPieces(bytes) == std::vector<MemoryPiece>{{MemoryCategory::Weights, 0, 10},
                                                           {MemoryCategory::Activations, 10, 15},
                                                           {MemoryCategory::Measuring, 15, 18}});
    CHECK(bytes.total() == 15);
    CHECK(stackedPieces({}).empty());
}

TEST_CASE("The memory table names run, source, task and category") {
    RunSummary run;
    run.id = 7;
    run.method = "er";
    run.seed = 2;
    const auto csv = toCsv(memoryTable({&run}, memoryBars(measuredRun(), 5000)));
    CHECK(csv.starts_with("run_id,method,seed,source,task,category,bytes\n7,er,2,exact,0,weights,110\n"));
    CHECK(csv.find("\n7,er,2,exact,0,activations,50\n") != std::string::npos);
    CHECK(csv.ends_with("\n7,er,2,measured,1,process peak RSS,5000\n"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 3 * 9 + 1);
}

TEST_CASE("The measured peak leaves out the probe data, which would decide another task") {
    const auto bars = memoryBars({{"measured", 1, MemoryCategory::Weights, 0, 100},
                                  {"measured", 1, MemoryCategory::Measuring, 0, 5000},
                                  {"measured", 2, MemoryCategory::Weights, 0, 120}},
                                 std::nullopt);
    REQUIRE(bars.size() == 1);
    CHECK(bars[0].task == 2);
    CHECK(peakOf(measuredRun(), "exact", 0) == 160);
    CHECK(peakOf(measuredRun(), "measured", 2) == 110);
    CHECK(peakOf(measuredRun(), "measured", 3) == 0);
    CHECK(peakOf({}, "exact", 0) == 0);
}

TEST_CASE("One bar a run is its measured peak, before there is one the predicted") {
    const auto measured = memoryBars(measuredRun(), 5000, BarDetail::OnePerRun, 3);
    REQUIRE(measured.size() == 1);
    CHECK(measured[0].source == "measured");
    CHECK(measured[0].run == 3);
    const auto queued =
        memoryBars({{"exact", 0, MemoryCategory::Weights, 0, 110}, {"paper", 0, MemoryCategory::Weights, 0, 100}},
                   std::nullopt, BarDetail::OnePerRun);
    REQUIRE(queued.size() == 1);
    CHECK(queued[0].source == "exact");
}

TEST_CASE("A budget far beyond the bars does not squash them") {
    CHECK_FALSE(budgetPlace(100, 200).beyond);
    CHECK(budgetPlace(100, 200).reach == Approx(210));
    CHECK(budgetPlace(100, 50).reach == 100);
    CHECK(budgetPlace(100, 1000).beyond);
    CHECK(budgetPlace(100, 1000).reach == 100);
    CHECK_FALSE(budgetPlace(0, 1000).beyond);
    CHECK(budgetPlace(100, 0).reach == 100);
}

TEST_CASE("The caption of memory bars says what is in no bar: probe data and the process's resident set") {
    const auto caption = memoryCaption(memoryBars(measuredRun(), 3 << 20));
    CHECK(caption.find("Predicted by the cost model") == 0);
    CHECK(caption.find("Probe data") == std::string::npos); // of another task than the one shown
    CHECK(caption.find("peak resident set was 3.0 MiB") != std::string::npos);
    auto rows = measuredRun();
    rows.push_back({"measured", 1, MemoryCategory::Measuring, 0, 1 << 20});
    CHECK(memoryCaption(memoryBars(rows, {})).find("Probe data of the layer metrics (1.0 MiB) is left out.") !=
          std::string::npos);
}
