#include "panels/heatmap_panel.h"
#include "panels/layer_history_view.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"

#include "gui/example_run.h"
#include "gui/keys.h"
#include "gui/wait.h"
#include "support/catch.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

using namespace lightcl;

TEST_CASE("The heatmap tells layer, task, epoch and value of its cell and explains the metric") {
    HeatmapPanel panel;
    panel.resize(700, 500);
    panel.showRuns({test::exampleRun()});
    test::press(*panel.plot(), Qt::Key_Down);
    for (int step = 0; step < 13; ++step) test::press(*panel.plot(), Qt::Key_Left);
    test::press(*panel.plot(), Qt::Key_Down);
    const auto run = test::exampleRun();
    const LayerGrid grid(run->layerMetrics, "learning_plasticity", ColumnKind::Epochs);
    const auto value = metricText(metricInfo("learning_plasticity"), grid.at({1, 1}));
    CHECK(panel.frame()->readout() == "layer1.0.conv1 (layer 1), task 1, epoch 2: " + value);
    CHECK(panel.plot()->toolTip().contains(metricInfo("learning_plasticity").definition));
    panel.setMetric("memory_stability");
    CHECK(panel.frame()->readout() == "layer1.0.conv1 (layer 1), task 1, epoch 2: not measured");
}

TEST_CASE("Enter pins a layer, Escape lets it go") {
    HeatmapPanel panel;
    panel.resize(700, 600);
    panel.showRuns({test::exampleRun()});
    CHECK_FALSE(panel.history()->isVisibleTo(&panel));
    test::press(*panel.plot(), Qt::Key_Down);
    test::press(*panel.plot(), Qt::Key_Down);
    test::press(*panel.plot(), Qt::Key_Return);
    CHECK(panel.history()->isVisibleTo(&panel));
    const auto& curves = panel.history()->plot()->curves();
    REQUIRE(curves.size() == 2);
    CHECK(curves[0].name.startsWith("Learning plasticity"));
    CHECK(curves[0].x.size() == 15);
    test::press(*panel.plot(), Qt::Key_Escape);
    CHECK_FALSE(panel.history()->isVisibleTo(&panel));
}

TEST_CASE("The heatmap keeps metric and run when the data grow, and offers a choice of several runs") {
    HeatmapPanel panel;
    panel.showRuns(test::fourRuns());
    auto* runs = panel.findChildren<QComboBox*>().at(0);
    for (auto* box : panel.findChildren<QComboBox*>())
        if (box->accessibleName() == "Run") runs = box;
    CHECK(runs->count() == 4);
    CHECK(runs->isVisibleTo(&panel));
    panel.setMetric("gradient_norm");
    runs->setCurrentIndex(2);
    panel.showRuns(test::fourRuns());
    CHECK(runs->currentIndex() == 2);
    CHECK(panel.metric() == "gradient_norm");
    panel.showRuns({test::methodRun(9, "joint", 0, Qt::blue)});
    CHECK_FALSE(runs->isVisibleTo(&panel));
    CHECK(panel.metric() == "gradient_norm");
}

TEST_CASE("The keyboard stays in the heatmap's panel when a layer's history opens beside it and closes") {
    QMainWindow window;
    auto* panel = new HeatmapPanel;
    panel->showRuns({test::exampleRun()});
    auto* left = new QDockWidget("runs");
    left->setWidget(new QLineEdit);
    auto* heatmap = new QDockWidget("heatmap");
    heatmap->setWidget(panel);
    auto* other = new QDockWidget("other");
    other->setWidget(new QLineEdit);
    window.addDockWidget(Qt::LeftDockWidgetArea, left);
    window.addDockWidget(Qt::RightDockWidgetArea, heatmap);
    window.tabifyDockWidget(heatmap, other);
    heatmap->raise();
    window.resize(1000, 400);
    window.show();
    window.activateWindow();
    REQUIRE(test::waitFor([&] { return window.isActiveWindow() && panel->plot()->isVisible(); }));
    panel->plot()->setFocus();
    QTest::keyClick(panel->plot(), Qt::Key_Down);
    QTest::keyClick(panel->plot(), Qt::Key_Return);
    REQUIRE(panel->history()->isVisible());
    CHECK(panel->plot()->isVisible());
    CHECK(QApplication::focusWidget() == panel->plot()); // the arrows go on
    panel->history()->plot()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    CHECK_FALSE(panel->history()->isVisible());
    CHECK(QApplication::focusWidget() == panel->plot());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    CHECK(panel->plot()->currentCell());
    CHECK(panel->isVisible());
}

TEST_CASE("A layer's history says what its two axes are") {
    HeatmapPanel panel;
    panel.resize(900, 700);
    panel.showRuns({test::exampleRun()});
    panel.pinLayer(3);
    panel.grab();
    const auto& plot = *panel.history()->plot();
    CHECK(plot.yAxis->label() == "Memory stability");
    CHECK(plot.yAxis2->label() == "Learning plasticity");
}

TEST_CASE("Reading a run again leaves the heatmap's lists alone, which may be open") {
    HeatmapPanel panel;
    const std::vector runs{test::exampleRun()};
    panel.showRuns(runs);
    for (auto* box : panel.findChildren<QComboBox*>()) {
        QSignalSpy removed(box->model(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(box->model(), &QAbstractItemModel::modelReset);
        panel.showRuns(runs);
        CHECK(removed.count() + reset.count() == 0);
    }
}
