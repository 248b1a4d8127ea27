#include "figures/task_bars.h"

#include "support/catch.h"
#include "text/table_format.h"

using namespace lightcl;

namespace {

TaskBars twoSeries() {
    TaskBars bars;
    bars.tasks = 2;
    bars.series.push_back({"A", {}, false, {{1.0, 3.0}, {std::nullopt, std::nullopt}}, {{"predicted", 9.0}}});
    bars.series.push_back({"B", {}, false, {{-2.0}, {0.5}}, {}});
    return bars;
}

} // namespace

TEST_CASE("a bar is the mean over the runs that have the task's value", "[figures]") {
    const TaskBars bars = twoSeries();
    CHECK(bars.series[0].bar(1)->mean == 2);
    CHECK(*bars.series[0].bar(1)->sd == Approx(std::sqrt(2.0)));
    CHECK_FALSE(bars.series[0].bar(2));
    CHECK_FALSE(bars.series[0].bar(3));
    CHECK_FALSE(bars.series[1].bar(1)->sd);
    CHECK(bars.range() == std::pair(-2.0, 9.0));
    CHECK_FALSE(bars.empty());
    CHECK(TaskBars{}.empty());
    CHECK_FALSE(TaskBars{}.range());
    CHECK(toCsv(bars.toTable()) == "series,task,mean,sd,runs\nA,1,2,1.4142135623730951,2\nB,1,-2,,1\nB,2,0.5,,1\n");
}

TEST_CASE("a task's bars stand side by side within its unit of the course", "[figures]") {
    CHECK(barPlace(1, 0, 1).middle == Approx(0.5));
    CHECK(barPlace(3, 0, 2).middle == Approx(2.3));
    CHECK(barPlace(3, 1, 2).middle == Approx(2.7));
    CHECK(barPlace(3, 1, 2).width == Approx(0.4));
}
