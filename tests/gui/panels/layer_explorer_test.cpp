#include "gui/keys.h"
#include "gui/panels/stored_heatmap.h"
#include "gui/wait.h"
#include "panels/heatmap_options.h"
#include "panels/heatmap_panel.h"
#include "panels/layer_history_view.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "support/catch.h"

#include <QApplication>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QTest>
#include <algorithm>
#include <string>
#include <utility>

using namespace lightcl;
using lightcl::test::waitFor;

TEST_CASE("The layer that forgot most is what SQL finds, and the rows stand in that order") {
    test::StoredHeatmap stored;
    const auto run = std::to_string(stored.runs[0]->summary.id);
    const std::string ends = " FROM layer_heatmap h WHERE run_id = " + run +
                             " AND metric = 'memory_stability' AND epoch = (SELECT max(epoch) FROM layer_heatmap e "
                             "WHERE e.run_id = h.run_id AND e.metric = h.metric AND e.task = h.task)";
    stored.panel.ask(HeatmapPanel::Question::ForgotMost);
    const auto found = stored.row("SELECT layer, task" + ends + " ORDER BY value, task, layer_index LIMIT 1");
    CHECK(stored.panel.answer().toStdString().starts_with(found[0] + " forgot most, in task " + found[1] + ":"));
    CHECK(stored.panel.frame()->message() == stored.panel.answer());
    CHECK(stored.panel.metric() == "memory_stability");
    CHECK(stored.panel.plot()->grid().layers() ==
          stored.column("SELECT layer" + ends + " GROUP BY layer_index ORDER BY min(value), layer_index"));
    // The cursor stands on the answer.
    REQUIRE(stored.panel.plot()->currentCell());
    CHECK(stored.panel.plot()->currentCell()->row == 0);
    CHECK(stored.panel.frame()->readout().startsWith(QString::fromStdString(found[0])));
    CHECK(stored.panel.frame()->readout().contains("task " + QString::fromStdString(found[1])));

    stored.panel.ask(HeatmapPanel::Question::SafeToFreeze);
    CHECK(
        stored.panel.plot()->grid().layers() ==
        stored.column("SELECT layer FROM layer_heatmap WHERE run_id = " + run +
                      " AND metric = 'generalizability' AND task = 5 AND epoch = 2 ORDER BY value DESC, layer_index"));
    const auto safe = stored.row("SELECT count(*) FROM layer_heatmap WHERE run_id = " + run +
                                 " AND metric = 'generalizability' AND task = 5 AND epoch = 2 AND value >= 0.5")[0];
    CHECK(stored.panel.answer().toStdString().starts_with(safe + " of 21 layers reach"));
    // No line where the rows are not in the network's order.
    CHECK_FALSE(stored.panel.plot()->content().byStage);
    stored.panel.ask(HeatmapPanel::Question::None);
    CHECK(stored.panel.plot()->grid().layers().front() == "conv1");
    CHECK(stored.panel.frame()->message().isEmpty());
}

TEST_CASE("Stages fold by mouse and by key, and the cells are their layers' means") {
    test::StoredHeatmap stored;
    auto& plot = *stored.panel.plot();
    REQUIRE(plot.grid().layers().size() == 21);
    QTest::mouseClick(&plot, Qt::LeftButton, Qt::NoModifier, plot.bracketPixel("layer2").toPoint());
    stored.settle();
    REQUIRE(plot.grid().layers().size() == 17);
    CHECK(plot.grid().layers()[5] == "layer2 (5 layers)");
    const auto mean =
        stored.row("SELECT avg(value) FROM layer_heatmap WHERE metric = 'learning_plasticity' AND task = 3 "
                   "AND epoch = 1 AND layer LIKE 'layer2.%' AND run_id = " +
                   std::to_string(stored.runs[0]->summary.id));
    const auto column = plot.grid().columnOf({3, 1}).value();
    CHECK(plot.grid().at({5, column}) == Approx(std::stod(mean[0])));
    CHECK(plot.content().facts[5].parameters == stored.runs[0]->network.stages[2].parameters());
    plot.setFocus();
    plot.setCurrentCell({5, column});
    QTest::keyClick(&plot, Qt::Key_F);
    CHECK(plot.grid().layers().size() == 21);
    QTest::keyClick(&plot, Qt::Key_F, Qt::ShiftModifier);
    CHECK(plot.grid().layers().size() == 6);
    // Enter opens a folded stage rather than a history of one of its layers.
    plot.setCurrentCell({3, column});
    QTest::keyClick(&plot, Qt::Key_Return);
    CHECK_FALSE(stored.panel.history()->isVisible());
    CHECK(plot.grid().layers().size() > 6);
    QTest::keyClick(&plot, Qt::Key_F, Qt::ShiftModifier);
    CHECK(plot.grid().layers().size() == 21);
}

TEST_CASE("Several runs stand side by side on one scale, with a cursor in each") {
    test::StoredHeatmap stored({0, 2, 4});
    auto& plot = *stored.panel.plot();
    stored.panel.setMetric("memory_stability");
    stored.panel.setMode(ComparisonMode::Runs);
    stored.settle();
    REQUIRE(plot.content().panes.size() == 3);
    const auto value = [&](std::size_t run) {
        const auto found =
            stored.row("SELECT value FROM layer_heatmap WHERE metric = 'memory_stability' AND task = 4 AND "
                       "epoch = 2 AND layer_index = 7 AND run_id = " +
                       std::to_string(stored.runs[run]->summary.id));
        return std::stod(found[0]);
    };
    const Cell cell{7, plot.grid().columnOf({4, 2}).value()};
    for (const std::size_t run : {0U, 1U, 2U}) CHECK(plot.content().panes[run].grid.at(cell) == Approx(value(run)));
    // The pointer in the second grid reads all three.
    QTest::mouseMove(&plot, plot.pixelOf(cell, 1).toPoint());
    REQUIRE(waitFor([&] { return plot.currentCell() == cell; }));
    CHECK(plot.currentPane() == 1);
    for (const std::size_t run : {0U, 1U, 2U})
        CHECK(stored.panel.frame()->readout().contains(QString::number(value(run), 'f', 3)));
    // Zooming one zooms all.
    test::press(plot, Qt::Key_Plus);
    for (auto* rect : plot.axisRects().mid(0, 3)) CHECK(rect->axis(QCPAxis::atBottom)->range() == plot.xAxis->range());
    test::press(plot, Qt::Key_Home);
    stored.panel.setMode(ComparisonMode::OneRun);
    CHECK(plot.content().panes.size() == 1);
}

TEST_CASE("A difference of two methods over seeds is their means', pale where seeds differ as much") {
    test::StoredHeatmap stored({0, 1, 2, 3});
    auto& plot = *stored.panel.plot();
    stored.panel.setMetric("memory_stability");
    stored.panel.setMode(ComparisonMode::Difference);
    stored.settle();
    const auto mean = [&](const std::string& method) {
        return std::stod(stored.row("SELECT avg(value) FROM layer_heatmap h JOIN runs r USING (run_id) WHERE r.state = "
                                    "'done' AND r.method = '" +
                                    method +
                                    "' AND h.metric = 'memory_stability' AND h.task = 3 AND h.epoch = 1 AND "
                                    "h.layer_index = 9")[0]);
    };
    const Cell cell{9, plot.grid().columnOf({3, 1}).value()};
    CHECK(plot.grid().at(cell) == Approx(mean("lightcl") - mean("er")));
    CHECK(plot.colors().diverging);
    CHECK(plot.colors().lower == -plot.colors().upper);
    CHECK(plot.content().palette == kDifferencePalette);
    const auto& pale = plot.content().panes[0].faded;
    CHECK(std::count(pale.begin(), pale.end(), true) > 0);
    plot.setCurrentCell(cell);
    CHECK(stored.panel.frame()->readout().contains("spread"));
    stored.panel.setMode(ComparisonMode::Means);
    CHECK(plot.content().panes.size() == 2);
    plot.setCurrentCell({8, cell.column});
    CHECK(stored.panel.frame()->readout().contains("over 2 runs"));
    CHECK(stored.panel.frame()->exportTo(QDir::temp().filePath("explorer-means.csv"), ExportFormat::Csv, 1).isEmpty());
    QFile csv(QDir::temp().filePath("explorer-means.csv"));
    REQUIRE(csv.open(QIODevice::ReadOnly));
    CHECK(csv.readAll().contains("mean of 2"));
    csv.remove();
}

TEST_CASE("A click in the network map chooses that layer's cell") {
    test::StoredHeatmap stored;
    auto& plot = *stored.panel.plot();
    const auto block = plot.mapBlock(18);
    REQUIRE(block.width() > 4);
    QTest::mouseMove(&plot, block.center().toPoint());
    QTest::mouseClick(&plot, Qt::LeftButton, Qt::NoModifier, block.center().toPoint());
    REQUIRE(plot.currentCell());
    CHECK(plot.currentCell()->row == 18);
    // As wide as its bytes, beside those of another.
    const auto& facts = plot.content().facts;
    const double ratio = plot.mapBlock(13).width() / block.width();
    const auto bytes = [&](std::size_t row) {
        return static_cast<double>(facts[row].weightBytes + facts[row].activationBytes);
    };
    CHECK(ratio == Approx(bytes(13) / bytes(18)).epsilon(0.05));
}

TEST_CASE("A layer's history opens beside the heatmap and closes with the cell still chosen") {
    test::StoredHeatmap stored;
    stored.panel.resize(600, 270);
    stored.settle();
    auto& plot = *stored.panel.plot();
    stored.panel.activateWindow();
    REQUIRE(waitFor([&] { return stored.panel.isActiveWindow(); }));
    plot.setFocus();
    QTest::keyClick(&plot, Qt::Key_Down);
    QTest::keyClick(&plot, Qt::Key_Down);
    QTest::keyClick(&plot, Qt::Key_Left);
    const auto cell = plot.currentCell();
    QTest::keyClick(&plot, Qt::Key_Return);
    REQUIRE(stored.panel.history()->isVisible());
    CHECK(plot.isVisible());
    CHECK(stored.panel.history()->values()->text().contains("learning plasticity"));
    CHECK(stored.panel.history()->values()->text().contains("linear cka"));
    stored.panel.history()->chooseAll();
    CHECK(stored.panel.history()->plot()->curves().size() == metricNames(stored.runs[0]->layerMetrics).size());
    stored.panel.history()->plot()->setFocus();
    QTest::keyClick(stored.panel.history()->plot(), Qt::Key_Escape);
    CHECK_FALSE(stored.panel.history()->isVisible());
    CHECK(QApplication::focusWidget() == &plot);
    CHECK(plot.currentCell() == cell);
}

TEST_CASE("Palette and scale are chosen in the view's menu") {
    test::StoredHeatmap stored({0, 4});
    auto& plot = *stored.panel.plot();
    auto& options = *stored.panel.options();
    options.choosePalette(Palette::Magma);
    CHECK(plot.content().palette == Palette::Magma);
    options.chooseScale(HeatmapOptions::Scale::Quantiles);
    CHECK(plot.colors().cutsUpper);
    options.chooseScale(HeatmapOptions::Scale::Shared);
    const auto most = std::stod(stored.row(
        "SELECT max(value) FROM layer_heatmap WHERE metric = 'learning_plasticity' AND "
        "run_id IN (" +
        std::to_string(stored.runs[0]->summary.id) + ", " + std::to_string(stored.runs[1]->summary.id) + ")")[0]);
    CHECK(plot.colors().upper == Approx(most));
    options.chooseScale(HeatmapOptions::Scale::Fixed);
    for (auto* edit : stored.panel.findChildren<QDoubleSpinBox*>()) {
        if (edit->accessibleName() == "Scale from") edit->setValue(0.1);
        if (edit->accessibleName() == "Scale to") edit->setValue(0.5);
    }
    CHECK(std::pair(plot.colors().lower, plot.colors().upper) == std::pair(0.1, 0.5));
    const HeatmapOptions again;
    CHECK(again.valuePalette(true) == Palette::Magma);
    options.choosePalette(Palette::Viridis);
    QSettings().remove("heatmap/palette");
}
