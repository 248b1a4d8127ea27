#include "panels/accuracy_view.h"
#include "panels/curves_panel.h"
#include "panels/loss_view.h"
#include "panels/matrix_view.h"
#include "plots/curve_plot.h"
#include "plots/matrix_plot.h"
#include "plots/plot_frame.h"

#include "gui/example_run.h"
#include "gui/keys.h"
#include "gui/wait.h"
#include "support/catch.h"

#include <QSignalSpy>
#include <QTabWidget>

using namespace lightcl;

TEST_CASE("One run shows its tasks and their average, several runs their averages") {
    CurvesPanel panel;
    panel.showRuns({test::exampleRun()});
    const auto& curves = panel.accuracy()->plot()->curves();
    REQUIRE(curves.size() == 6);
    CHECK(curves.back().name == "average");
    CHECK(curves.back().width > curves.front().width);
    panel.showRuns(test::fourRuns());
    panel.accuracy()->setMode(AccuracyView::Mode::Averages);
    REQUIRE(curves.size() == 4);
    CHECK(curves[1].name == "ER, seed 0");
    CHECK(curves[1].color == QColor(Qt::red));
    panel.accuracy()->setMode(AccuracyView::Mode::Seeds);
    REQUIRE(curves.size() == 3);
    CHECK(curves[1].name == "ER, 2 runs");
    CHECK(curves[1].high.back() > curves[1].low.back());
    CHECK(curves[2].high.empty());
    panel.showRuns({test::exampleRun()});
    CHECK(curves.size() == 6);
}

TEST_CASE("Runs of one method with other settings are no seeds of it, and their names say which is which") {
    test::ExampleRunOptions small{.id = 1, .method = "er"};
    test::ExampleRunOptions large{.id = 2, .method = "er", .bufferSize = 500, .color = Qt::red};
    CurvesPanel panel;
    panel.showRuns({test::exampleRun(small), test::exampleRun(large)});
    panel.accuracy()->setMode(AccuracyView::Mode::Seeds);
    const auto& curves = panel.accuracy()->plot()->curves();
    REQUIRE(curves.size() == 2);
    CHECK(curves[0].name == "ER (buffer_size = 200), 1 run");
    CHECK(curves[1].name == "ER (buffer_size = 500), 1 run");
    CHECK(curves[1].color == QColor(Qt::red));
}

TEST_CASE("A mean over seeds has its group's colour, whichever of its runs is the current one") {
    auto first = std::make_shared<RunData>(*test::methodRun(1, "er", 0, Qt::red));
    auto second = std::make_shared<RunData>(*test::methodRun(2, "er", 1, Qt::darkRed));
    for (const auto& run : {first, second}) run->groupColor = Qt::blue;
    CurvesPanel panel;
    for (const auto& runs : {std::vector<RunDataPtr>{first, second}, std::vector<RunDataPtr>{second, first}}) {
        panel.showRuns(runs);
        panel.accuracy()->setMode(AccuracyView::Mode::Seeds);
        REQUIRE(panel.accuracy()->plot()->curves().size() == 1);
        CHECK(panel.accuracy()->plot()->curves()[0].color == QColor(Qt::blue));
    }
}

TEST_CASE("A plot that is hidden is drawn when it is shown") {
    CurvesPanel panel;
    panel.resize(600, 400);
    panel.show();
    panel.tabs()->setCurrentWidget(panel.loss()); // has its size now, and none to be drawn for later
    panel.tabs()->setCurrentWidget(panel.accuracy());
    QCoreApplication::processEvents();
    QSignalSpy drawn(panel.loss()->plot(), &QCustomPlot::afterReplot);
    panel.showRuns({test::exampleRun()});
    QCoreApplication::processEvents();
    CHECK(drawn.isEmpty());
    panel.tabs()->setCurrentWidget(panel.loss());
    CHECK(test::waitFor([&] { return !drawn.isEmpty(); }));
}

TEST_CASE("The kind of accuracy is shared by curves and matrix") {
    CurvesPanel panel;
    panel.showRuns({test::exampleRun()});
    const double classIl = panel.accuracy()->plot()->curves().back().y.back();
    emit panel.matrix()->kindChosen(AccuracyKind::TaskIl);
    CHECK(panel.accuracy()->plot()->curves().back().y.back() > classIl + 5);
    CHECK(panel.matrix()->plot()->matrix().firstTrainedTask() == 0);
    test::press(*panel.matrix()->plot(), Qt::Key_Down);
    CHECK(panel.matrix()->frame()->readout().startsWith("task 1, after task 5: "));
}

TEST_CASE("Arrow keys read a curve") {
    CurvesPanel panel;
    panel.resize(600, 400);
    panel.showRuns({test::exampleRun()});
    auto& plot = *panel.accuracy()->plot();
    test::press(plot, Qt::Key_Right);
    CHECK(panel.accuracy()->frame()->readout().startsWith("average after task 5, epoch 3: "));
    test::press(plot, Qt::Key_Left);
    CHECK(panel.accuracy()->frame()->readout().startsWith("average after task 5, epoch 2: "));
    test::press(plot, Qt::Key_Up);
    CHECK(panel.accuracy()->frame()->readout().startsWith("task 5 after task 5, epoch 2: "));
    CHECK(panel.loss()->plot()->curves().at(0).x.size() == 150);
}
