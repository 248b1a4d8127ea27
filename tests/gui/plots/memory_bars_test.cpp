#include "figures/color.h"
#include "plots/category_colors.h"
#include "plots/memory_bars.h"

#include "support/catch.h"

#include <set>

using namespace lightcl;

namespace {

RunDataPtr measuredRun() {
    auto run = std::make_shared<RunData>();
    run->summary.id = 7;
    run->summary.method = "er";
    run->summary.seed = 2;
    run->summary.peakRssBytes = 5000;
    run->memory = {
        {"paper", 0, MemoryCategory::Weights, 0, 100},      {"exact", 0, MemoryCategory::Weights, 0, 110},
        {"exact", 0, MemoryCategory::Activations, 0, 50},   {"measured", 1, MemoryCategory::Weights, 100, 300},
        {"measured", 2, MemoryCategory::Weights, 100, 110}, {"measured", 2, MemoryCategory::Measuring, 900, 900}};
    return run;
}

} // namespace

TEST_CASE("A run has a predicted, a paper and a measured bar, the measured one of its worst task") {
    const auto bars = memoryBars({measuredRun()}, false);
    REQUIRE(bars.size() == 3);
    CHECK(bars[0].source == "exact");
    CHECK(bars[0].bytes.total() == 160);
    CHECK(bars[1].source == "paper");
    CHECK(bars[2].source == "measured");
    CHECK(bars[2].task == 1);
    CHECK(bars[2].bytes.total() == 300);
    CHECK(bars[2].peakRssBytes == 5000);
    CHECK(barLabel(bars[0], false) == "predicted");
    CHECK(barLabel(bars[2], false) == "measured");
}

TEST_CASE("Every task has a measured bar of its own when asked for") {
    const auto bars = memoryBars({measuredRun(), std::make_shared<RunData>()}, true);
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
    const std::vector<RunDataPtr> runs{measuredRun()};
    const auto lines = QString::fromStdString(toCsv(memoryTable(runs, memoryBars(runs, false)))).split('\n');
    CHECK(lines[0] == "run_id,method,seed,source,task,category,bytes");
    CHECK(lines[1] == "7,er,2,exact,0,weights,110");
    CHECK(lines[4] == "7,er,2,exact,0,activations,50");
    CHECK(lines[lines.size() - 2] == "7,er,2,measured,1,process peak RSS,5000");
    CHECK(lines.size() == 1 + 3 * 9 + 1 + 1);
}

TEST_CASE("A category has a colour of its own, the same as in reports") {
    std::set<QRgb> colors;
    for (const auto category : kMemoryCategories) {
        colors.insert(categoryColor(category).rgb());
        CHECK((categoryColor(category).rgb() & RGB_MASK) == categoryRgb(category));
    }
    CHECK(colors.size() == kMemoryCategories.size());
}
