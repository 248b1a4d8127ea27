#include "gui/example_run.h"
#include "gui/keys.h"
#include "gui/wait.h"
#include "panels/curves_panel.h"
#include "panels/memory_panel.h"
#include "panels/task_changes_view.h"
#include "panels/task_memory_view.h"
#include "plots/plot_frame.h"
#include "plots/task_bars_plot.h"

#include "figures/memory_bars.h"
#include "support/catch.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace lightcl;

TEST_CASE("each task's forgetting comes to the run's, as the store has it", "[gui]") {
    CurvesPanel panel;
    panel.resize(600, 400);
    panel.show();
    const auto run = test::exampleRun();
    panel.showRuns({run});
    panel.tabs()->setCurrentWidget(panel.changes());
    QCoreApplication::processEvents();
    auto& plot = *panel.changes()->plot();
    REQUIRE(plot.bars().series.size() == 1);
    const AccuracyMatrix matrix(*run, AccuracyKind::ClassIl);
    const double first = plot.bars().series[0].bar(1)->mean;
    double best = 0;
    for (int trained = 1; trained < 5; ++trained) best = std::max(best, *matrix.at(trained, 1));
    CHECK(first == Approx(100 * (best - *matrix.at(5, 1))));
    CHECK_FALSE(plot.bars().series[0].bar(5));
    test::press(plot, Qt::Key_Right);
    CHECK(panel.changes()->frame()->readout().startsWith("LightCL, task 1: "));
    for (int press = 0; press < 9; ++press) test::press(plot, Qt::Key_Right);
    CHECK(panel.changes()->frame()->readout() == "LightCL, task 5: not defined or not measured");
}

TEST_CASE("bars of several runs are means over seeds, by kind side by side, and a click chooses the task", "[gui]") {
    CurvesPanel panel;
    panel.resize(700, 420);
    panel.show();
    panel.showRuns(test::fourRuns());
    panel.tabs()->setCurrentWidget(panel.changes());
    QCoreApplication::processEvents();
    auto& view = *panel.changes();
    REQUIRE(view.plot()->bars().series.size() == 3);
    CHECK(view.plot()->bars().series[1].bar(1)->count == 2);
    QTest::keyClick(view.kindsBox(), Qt::Key_End);
    CHECK(view.plot()->bars().series.size() == 6);
    CHECK(view.plot()->bars().series[3].name == "ER, task-IL");
    QSignalSpy chosen(&panel, &Panel::momentChosen);
    view.plot()->replot();
    QTest::mouseMove(view.plot(), view.plot()->pixelOf({3, 1}).toPoint());
    CHECK(test::waitFor([&] { return view.plot()->currentPlace() == TaskBarsPlot::Place{3, 1}; }));
    QTest::mouseClick(view.plot(), Qt::LeftButton, Qt::NoModifier, view.plot()->pixelOf({3, 1}).toPoint());
    REQUIRE(chosen.count() == 1);
    CHECK(qvariant_cast<RunPosition>(chosen[0][0]).task == 3);
    panel.showMoment(Moment{{3, 3}, false});
    CHECK(view.plot()->markedTask() == 3);
}

TEST_CASE("the memory of every task stands beside what was predicted", "[gui]") {
    MemoryPanel panel;
    panel.resize(700, 420);
    const auto run = test::exampleRun();
    panel.showRuns({run});
    const auto& bars = panel.tasks()->plot()->bars();
    REQUIRE(bars.series.size() == 1);
    CHECK(bars.series[0].bar(2)->mean == Approx(static_cast<double>(peakOf(run->memory, "measured", 2)) / 1048576));
    REQUIRE_FALSE(bars.series[0].levels.empty());
    CHECK(bars.series[0].levels[0].second == Approx(static_cast<double>(peakOf(run->memory, "exact", 0)) / 1048576));
    CHECK(panel.tasks()->frame()->readout().startsWith("LightCL predicted "));
}
