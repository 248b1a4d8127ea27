#include "panels/accuracy_view.h"
#include "panels/curves_panel.h"
#include "panels/heatmap_panel.h"
#include "panels/layer_history_view.h"
#include "panels/loss_view.h"
#include "panels/matrix_view.h"
#include "panels/memory_panel.h"
#include "panels/memory_view.h"
#include "panels/step_view.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/matrix_plot.h"
#include "plots/memory_plot.h"
#include "plots/plot_frame.h"
#include "plots/step_plot.h"

#include "app/theme.h"
#include "gui/example_run.h"
#include "gui/keys.h"
#include "gui/wait.h"
#include "support/catch.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

using namespace lightcl;

namespace {

RunDataPtr methodRun(RunId id, const std::string& method, int seed, const QColor& color) {
    test::ExampleRunOptions options;
    options.id = id;
    options.method = method;
    options.seed = seed;
    options.color = color;
    return test::exampleRun(options);
}

std::vector<RunDataPtr> fourRuns() {
    return {test::exampleRun(), methodRun(2, "er", 0, Qt::red), methodRun(3, "er", 1, Qt::darkGreen),
            methodRun(4, "sgd", 0, Qt::magenta)};
}

bool saysSomething(const QWidget& panel, const QString& text) {
    for (const auto* label : panel.findChildren<QLabel*>())
        if (label->text().contains(text)) return true;
    return false;
}

} // namespace

TEST_CASE("Panels say what will appear while there is nothing to show") {
    HeatmapPanel heatmap;
    CurvesPanel curves;
    MemoryPanel memory;
    for (auto* panel : {static_cast<Panel*>(&heatmap), static_cast<Panel*>(&curves), static_cast<Panel*>(&memory)}) {
        panel->showRuns({});
        CHECK(saysSomething(*panel, "Select "));
        auto queued = std::make_shared<RunData>();
        panel->showRuns({queued});
        CHECK(saysSomething(*panel, "will appear here"));
        panel->showRuns({test::exampleRun()});
        CHECK_FALSE(saysSomething(*panel, "will appear here"));
        panel->showRuns({});
    }
}

TEST_CASE("Every control of a panel can be reached by keyboard and has a name") {
    HeatmapPanel heatmap;
    CurvesPanel curves;
    MemoryPanel memory;
    for (auto* panel : {static_cast<Panel*>(&heatmap), static_cast<Panel*>(&curves), static_cast<Panel*>(&memory)}) {
        panel->showRuns(fourRuns());
        for (const auto* control : panel->findChildren<QComboBox*>()) {
            CHECK_FALSE(control->accessibleName().isEmpty());
            CHECK(control->focusPolicy() != Qt::NoFocus);
        }
        for (const auto* control : panel->findChildren<QSpinBox*>()) CHECK_FALSE(control->accessibleName().isEmpty());
        for (const auto* plot : panel->findChildren<Plot*>()) {
            if (plot->isVisibleTo(panel)) CHECK_FALSE(plot->accessibleName().isEmpty());
            CHECK(plot->focusPolicy() == Qt::StrongFocus);
        }
    }
}

TEST_CASE("Plots take the colours of the palette they are given") {
    HeatmapPanel heatmap;
    CurvesPanel curves;
    MemoryPanel memory;
    for (auto* panel : {static_cast<Panel*>(&heatmap), static_cast<Panel*>(&curves), static_cast<Panel*>(&memory)}) {
        panel->showRuns(fourRuns());
        for (const auto& palette : {Theme::lightPalette(), Theme::darkPalette()}) {
            panel->setPalette(palette);
            const auto theme = PlotTheme::fromPalette(palette);
            for (auto* plot : panel->findChildren<Plot*>()) {
                CHECK(plot->theme() == theme);
                CHECK(plot->xAxis->tickLabelColor() == theme.text);
                CHECK(plot->toPixmap(60, 40).toImage().pixelColor(1, 1) == theme.background);
            }
        }
    }
}

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
    panel.showRuns(fourRuns());
    auto* runs = panel.findChildren<QComboBox*>().at(0);
    for (auto* box : panel.findChildren<QComboBox*>())
        if (box->accessibleName() == "Run") runs = box;
    CHECK(runs->count() == 4);
    CHECK(runs->isVisibleTo(&panel));
    panel.setMetric("gradient_norm");
    runs->setCurrentIndex(2);
    panel.showRuns(fourRuns());
    CHECK(runs->currentIndex() == 2);
    CHECK(panel.metric() == "gradient_norm");
    panel.showRuns({methodRun(9, "joint", 0, Qt::blue)});
    CHECK_FALSE(runs->isVisibleTo(&panel));
    CHECK(panel.metric() == "gradient_norm");
}

TEST_CASE("One run shows its tasks and their average, several runs their averages") {
    CurvesPanel panel;
    panel.showRuns({test::exampleRun()});
    const auto& curves = panel.accuracy()->plot()->curves();
    REQUIRE(curves.size() == 6);
    CHECK(curves.back().name == "average");
    CHECK(curves.back().width > curves.front().width);
    panel.showRuns(fourRuns());
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
    auto first = std::make_shared<RunData>(*methodRun(1, "er", 0, Qt::red));
    auto second = std::make_shared<RunData>(*methodRun(2, "er", 1, Qt::darkRed));
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

TEST_CASE("The memory panel marks what is over the budget and remembers the budget") {
    MemoryPanel panel;
    panel.showRuns(fourRuns());
    panel.peak()->setBudget(150);
    const auto& content = panel.peak()->plot()->content();
    CHECK(content.bars.size() == 12);
    CHECK_FALSE(panel.peak()->plot()->isOverBudget(content.bars[0].bytes.total()));
    CHECK(panel.peak()->plot()->isOverBudget(content.bars[3].bytes.total()));
    const MemoryPanel again;
    CHECK(again.findChild<QSpinBox*>()->value() == 150);
    panel.peak()->setBudget(0);
    CHECK_FALSE(panel.peak()->plot()->isOverBudget(std::int64_t{1} << 60));
}

TEST_CASE("Many runs have one bar each, labelled with their names, without a scroll bar") {
    std::vector<RunDataPtr> runs;
    for (int seed = 0; seed < 12; ++seed) runs.push_back(methodRun(seed + 1, "er", seed, Qt::red));
    MemoryPanel panel;
    panel.resize(720, 400);
    panel.showRuns(runs);
    const auto& content = panel.peak()->plot()->content();
    REQUIRE(content.bars.size() == 12);
    CHECK(content.bars[3].source == "measured");
    CHECK(content.bars[3].run == 3);
    panel.grab();
    CHECK(panel.peak()->plot()->minimumHeight() < 400);
    CHECK(panel.peak()->plot()->yAxis->tickVectorLabels().contains("ER, seed 3"));
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    CHECK(panel.peak()->frame()->readout().startsWith("ER, seed 0, measured (peak in task 5): weights "));
}

TEST_CASE("A budget far above what is used stands at the edge, with its value") {
    MemoryPanel panel;
    panel.resize(720, 400);
    panel.showRuns({test::exampleRun()});
    panel.grab();
    auto& plot = *panel.peak()->plot();
    const auto reach = plot.xAxis->range().upper;
    panel.peak()->setBudget(8192);
    CHECK(plot.isBudgetBeyond());
    CHECK(plot.xAxis->range().upper == Approx(reach).epsilon(0.1));
    panel.grab();
    const auto labels = plot.xAxis2->tickVectorLabels();
    REQUIRE(labels.size() == 1);
    CHECK(labels[0].startsWith("budget 8"));
    CHECK(labels[0].endsWith(QString::fromUtf8("→")));
    panel.peak()->setBudget(static_cast<int>(reach));
    CHECK_FALSE(plot.isBudgetBeyond());
    panel.peak()->setBudget(0);
}

TEST_CASE("The keyboard stays in the heatmap's panel when a layer's history opens in its place and closes") {
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
    window.resize(1000, 400); // too low for both
    window.show();
    window.activateWindow();
    REQUIRE(test::waitFor([&] { return window.isActiveWindow() && panel->plot()->isVisible(); }));
    panel->plot()->setFocus();
    QTest::keyClick(panel->plot(), Qt::Key_Down);
    QTest::keyClick(panel->plot(), Qt::Key_Return);
    REQUIRE(panel->history()->isVisible());
    CHECK(QApplication::focusWidget() == panel->history()->plot());
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

TEST_CASE("Arrow keys read the memory's pieces in bytes, the process's peak after the last") {
    MemoryPanel panel;
    panel.showRuns({test::exampleRun()});
    for (auto* box : panel.findChildren<QCheckBox*>()) box->setChecked(box->text().contains("RSS"));
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    CHECK(panel.peak()->frame()->readout() == "LightCL, seed 0, predicted: weights 42.6 MiB (44,700,794 bytes)");
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    for (int step = 0; step < 12; ++step) test::press(*panel.peak()->plot(), Qt::Key_Right);
    CHECK(panel.peak()->frame()->readout() ==
          "LightCL, seed 0, measured (peak in task 5): process peak RSS 412.0 MiB (432,013,312 bytes)");
}

TEST_CASE("The step's view names the peak, and what is under the pointer or the arrow keys") {
    StepView view;
    view.resize(700, 500);
    view.showRuns({test::exampleRun()});
    view.grab();
    const auto& plot = *view.plot();
    CHECK(plot.content().timeline.task == 1);
    CHECK(view.frame()->readout().startsWith("Peak at "));
    CHECK(view.frame()->readout().contains("backward layer4, "));
    test::press(*view.plot(), Qt::Key_Up);
    CHECK(plot.currentPlace()->moment == plot.content().timeline.peak());
    test::press(*view.plot(), Qt::Key_Down);
    CHECK(plot.currentPlace()->category == MemoryCategory::Workspace);
    for (int category = 0; category < 9; ++category) test::press(*view.plot(), Qt::Key_Down);
    CHECK(view.frame()->readout().contains("weights 42.6 MiB of "));
    for (int moment = 0; moment < 500; ++moment) test::press(*view.plot(), Qt::Key_Left);
    CHECK(view.frame()->readout() == "0.00 ms, data: weights 42.6 MiB of 49.0 MiB");
}

TEST_CASE("The step's view says when the task's peak came elsewhere") {
    auto run = std::make_shared<RunData>(*test::exampleRun());
    StepView view;
    view.showRuns({run});
    CHECK(view.frame()->readout().startsWith("Peak at "));
    run->memory.push_back({"measured", 1, MemoryCategory::Workspace, 0, std::int64_t{1} << 30});
    view.showRuns({std::make_shared<RunData>(*run)});
    CHECK(view.frame()->readout().startsWith("The task's peak, "));
}

TEST_CASE("The step's view keeps the chosen task while a run goes on") {
    StepView view;
    test::ExampleRunOptions options;
    options.finishedTasks = 2;
    view.showRuns({test::exampleRun(options)});
    view.setTask(2);
    CHECK(view.plot()->content().timeline.task == 2);
    options.finishedTasks = 3;
    view.showRuns({test::exampleRun(options)});
    CHECK(view.plot()->content().timeline.task == 2);
    view.setTask(3);
    CHECK(view.plot()->content().timeline.task == 3);
    view.showRuns({methodRun(2, "er", 0, Qt::red), test::exampleRun(options)});
    CHECK(view.plot()->content().timeline.moments ==
          stepTimeline(methodRun(2, "er", 0, Qt::red)->stepMoments, 3).moments);
}

TEST_CASE("A point of the step's plot is the category whose area lies there") {
    StepView view;
    view.resize(700, 500);
    view.showRuns({methodRun(2, "er", 0, Qt::red)});
    view.grab();
    auto& plot = *view.plot();
    const auto& row = plot.content().timeline.moments[30];
    const double x = plot.xAxis->coordToPixel(row.seconds * 1000) + 0.5;
    const auto at = [&](double mebibytes) {
        emit plot.pointerAt({x, plot.yAxis->coordToPixel(mebibytes)});
        return plot.currentPlace().value();
    };
    CHECK(at(20).moment == 30);
    CHECK(at(20).category == MemoryCategory::Weights);
    CHECK(at(60).category == MemoryCategory::Activations);
    CHECK_FALSE(at(130).category.has_value());
    emit plot.pointerLeft();
    CHECK_FALSE(plot.currentPlace().has_value());
}
