#include "panels/parallel_view.h"

#include "panels/tradeoff_panel.h"
#include "plots/parallel_plot.h"
#include "plots/plot_frame.h"
#include "spec/spec_file.h"
#include "support/catch.h"

#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <fmt/format.h>
#include <memory>

using namespace lightcl;

namespace {

RunDataPtr bufferedRun(RunId id, int buffer, double classIl) {
    auto run = std::make_shared<RunData>();
    run->spec = expandGrid(parseExperiment(fmt::format("name = \"a\"\n[scenario]\ndataset = \"fashion-mnist\"\n"
                                                       "[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"er\"\n"
                                                       "buffer_size = {}\n",
                                                       buffer),
                                           "test"))
                    .front();
    run->summary.id = id;
    run->summary.method = "er";
    run->summary.state = RunState::Done;
    run->summary.classIl = classIl;
    run->groupColor = QColor(0x00, 0x72, 0xb2);
    return run;
}

/// Shown as a page of its panel; axes: buffer_size, class-IL.
struct ShownAxes {
    ShownAxes() {
        panel.resize(640, 420);
        panel.showRuns({bufferedRun(1, 200, 0.2), bufferedRun(2, 300, 0.5), bufferedRun(3, 500, 0.4)});
        panel.tabs()->setCurrentWidget(panel.parallel());
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
        panel.grab();
        REQUIRE(plot.axes().axes.size() == 2);
        QObject::connect(&panel, &Panel::runsPicked, &panel, [this](const std::vector<RunId>& runs) { picked = runs; });
    }
    /// Along an axis, past two runs' values.
    void drag(std::size_t axis, std::size_t from, std::size_t to) {
        const QPoint begin = plot.pixelOf(from, axis).toPoint() + QPoint(0, 6);
        const QPoint end = plot.pixelOf(to, axis).toPoint() - QPoint(0, 6);
        QTest::mousePress(&plot, Qt::LeftButton, {}, begin);
        QTest::mouseMove(&plot, (begin + end) / 2);
        QTest::mouseMove(&plot, end);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, end);
    }
    TradeoffPanel panel;
    ParallelView& view = *panel.parallel();
    ParallelPlot& plot = *view.plot();
    std::vector<RunId> picked;
};

} // namespace

TEST_CASE("Dragging along an axis keeps the runs that lie there, and they can be selected", "[gui]") {
    ShownAxes shown;
    CHECK(shown.view.frame()->readout().startsWith("3 runs across 2 settings and results"));
    CHECK_FALSE(shown.view.selectButton()->isEnabled());
    shown.drag(0, 0, 1);
    CHECK(withinBrushes(shown.plot.axes(), shown.plot.brushes()) == std::vector<bool>{true, true, false});
    QTest::mouseMove(&shown.plot, {2, 2});
    CHECK(shown.view.frame()->readout() == "2 of 3 runs: buffer_size 200 to 300.");
    QTest::mouseClick(shown.view.selectButton(), Qt::LeftButton);
    CHECK(shown.picked == std::vector<RunId>{1, 2});
    // The selection that follows leaves all of them on show.
    shown.panel.showRuns({bufferedRun(1, 200, 0.2), bufferedRun(2, 300, 0.5)});
    CHECK(shown.plot.axes().runs.size() == 3);
    QTest::keyClick(&shown.plot, Qt::Key_Escape);
    CHECK(shown.plot.brushes().empty());
}

TEST_CASE("Arrow keys go along axes and from run to run, B keeps the value", "[gui]") {
    ShownAxes shown;
    shown.plot.setFocus();
    QTest::keyClick(&shown.plot, Qt::Key_Down); // the largest buffer
    CHECK(shown.view.frame()->readout().endsWith("buffer_size 500"));
    QTest::keyClick(&shown.plot, Qt::Key_Right);
    CHECK(shown.view.frame()->readout().contains("class-IL, % 40"));
    QTest::keyClick(&shown.plot, Qt::Key_Up); // the next better one
    CHECK(shown.view.frame()->readout().contains("class-IL, % 50"));
    QTest::keyClick(&shown.plot, Qt::Key_B);
    CHECK(withinBrushes(shown.plot.axes(), shown.plot.brushes()) == std::vector<bool>{false, true, false});
    QTest::keyClick(&shown.plot, Qt::Key_Return);
    CHECK(shown.picked == std::vector<RunId>{2});
    QTest::keyClick(&shown.plot, Qt::Key_B);
    CHECK(shown.plot.brushes().empty());
}

TEST_CASE("A click on a line picks its run", "[gui]") {
    ShownAxes shown;
    QTest::mouseClick(&shown.plot, Qt::LeftButton, {},
                      ((shown.plot.pixelOf(2, 0) + shown.plot.pixelOf(2, 1)) / 2).toPoint());
    CHECK(shown.picked == std::vector<RunId>{3});
}
