#include "figures/process_memory.h"

#include "support/catch.h"
#include "text/table_format.h"

using namespace lightcl;

namespace {

constexpr std::int64_t kMebibyte = 1024 * 1024;

RunRecord twoEpochs(RunId id) {
    RunRecord run;
    run.summary.id = id;
    run.summary.method = "er";
    run.tasks = 2;
    run.epochs = 1;
    run.processMemory = {{1, 1, 2.5, 100 * kMebibyte, 30 * kMebibyte}, {2, 1, 2.5, 110 * kMebibyte, 40 * kMebibyte}};
    MemoryRow row;
    row.source = "measured";
    row.task = 2;
    row.category = MemoryCategory::Weights;
    row.peakBytes = 7 * kMebibyte;
    run.memory = {row};
    return run;
}

} // namespace

TEST_CASE("a process's memory is its own and what stands for files", "[figures]") {
    const RunRecord run = twoEpochs(4);
    const auto figure = processMemoryCurves({{&run, {}, {}}});
    REQUIRE(figure.curves.size() == 4);
    CHECK(figure.curves[0].y == std::vector<double>{0, 7});
    CHECK(figure.curves[1].y == std::vector<double>{100, 110});
    CHECK(figure.curves[2].y == std::vector<double>{30, 40});
    CHECK(figure.curves[3].y == std::vector<double>{130, 150});
    CHECK(figure.curves[3].x == std::vector<double>{0.5, 1.5});
    CHECK(toCsv(processMemoryTable({&run})) ==
          "run_id,method,seed,task,epoch,seconds,anonymous_bytes,file_bytes\n"
          "4,er,0,1,1,2.5,104857600,31457280\n4,er,0,2,1,2.5,115343360,41943040\n");
}

TEST_CASE("of several runs each one's own memory is drawn, of those that have it", "[figures]") {
    const RunRecord first = twoEpochs(4);
    RunRecord second = twoEpochs(5);
    second.processMemory.clear();
    const auto figure = processMemoryCurves({{&first, {}, {}}, {&second, {}, {}}});
    REQUIRE(figure.curves.size() == 1);
    CHECK(figure.curves[0].y == std::vector<double>{100, 110});
    CHECK(processMemoryCurves({{&second, {}, {}}}).empty());
    CHECK(processMemoryCurves({}).empty());
}
