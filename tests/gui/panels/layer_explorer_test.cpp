#include "panels/heatmap_panel.h"

#include "base/units.h"
#include "cost/cost_model.h"
#include "cost/freeze_line.h"
#include "gui/keys.h"
#include "gui/wait.h"
#include "panels/budget_edit.h"
#include "panels/freeze_view.h"
#include "panels/heatmap_options.h"
#include "panels/layer_history_view.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "reading/run_data_reader.h"
#include "spec/dataset_of.h"
#include "store/database.h"
#include "support/catch.h"
#include "support/example_store.h"
#include "support/temporary_folder.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <unistd.h>

using namespace lightcl;
using lightcl::test::waitFor;

namespace {

/// A panel that shows runs of a stored database, as large as a dock is.
class StoredPanel {
public:
    explicit StoredPanel(const std::vector<std::size_t>& shown = {0}) {
        made_ = test::writeExampleStore(folder_.path() / "store.sqlite", ::getpid());
        database_.emplace(Database::openForReading(folder_.path() / "store.sqlite"));
        reader_ = std::make_unique<RunDataReader>(*database_);
        panel.resize(900, 520);
        panel.show();
        select(shown);
        REQUIRE(waitFor([&] { return !panel.freezeSummary().contains("Working out"); }));
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
        settle();
    }

    /// Of lightcl, lightcl, er, er, sgd, sgd, joint.
    void select(const std::vector<std::size_t>& shown) {
        runs.clear();
        for (const auto index : shown) runs.push_back(reader_->read({made_.done[index], Qt::blue, Qt::blue}));
        panel.showRuns(runs);
    }

    /// Labels and the map are laid out once the size is known, and drawn then.
    void settle() {
        for (int pass = 0; pass < 3; ++pass) {
            QCoreApplication::processEvents();
            panel.plot()->replot(QCustomPlot::rpImmediateRefresh);
        }
    }

    /// The first row that a query gives, as texts.
    std::vector<std::string> row(const std::string& sql) {
        SQLite::Statement query(database_->handle(), sql);
        REQUIRE(query.executeStep());
        std::vector<std::string> cells;
        for (int column = 0; column < query.getColumnCount(); ++column)
            cells.push_back(query.getColumn(column).getText());
        return cells;
    }

    std::vector<std::string> column(const std::string& sql) {
        SQLite::Statement query(database_->handle(), sql);
        std::vector<std::string> cells;
        while (query.executeStep()) cells.emplace_back(query.getColumn(0).getText());
        return cells;
    }

    [[nodiscard]] std::string cell(const std::string& what, int column) const {
        const auto& table = *panel.freezeView()->table();
        for (int row = 0; row < table.rowCount(); ++row)
            if (table.item(row, 0)->text().toStdString() == what) return table.item(row, column)->text().toStdString();
        return "no such row";
    }

private:
    test::TemporaryFolder folder_;
    test::ExampleStore made_;
    std::optional<Database> database_;
    std::unique_ptr<RunDataReader> reader_;

public:
    std::vector<RunDataPtr> runs;
    HeatmapPanel panel;
};

/// Presses at one place and releases at another, with moves between.
void drag(QWidget& widget, QPoint from, QPoint to) {
    QTest::mouseMove(&widget, from);
    QTest::mousePress(&widget, Qt::LeftButton, Qt::NoModifier, from);
    for (int step = 1; step <= 4; ++step) {
        const QPointF at = QPointF(from) + QPointF(to - from) * (step / 4.0);
        QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&widget, &move);
    }
    QTest::mouseRelease(&widget, Qt::LeftButton, Qt::NoModifier, to);
}

/// Of a run whose lines are stages 0 to 5, 4 its own.
QPoint onLine(const HeatmapPlot& plot, std::size_t line) {
    return {static_cast<int>(plot.pixelOf({0, 3}).x()), static_cast<int>(std::lround(plot.freezeLinePixel(line)))};
}

} // namespace

TEST_CASE("Dragging the freeze line tells what the cost model predicts for a spec with that line") {
    StoredPanel stored;
    auto& plot = *stored.panel.plot();
    stored.panel.showCosts(true);
    stored.settle();
    REQUIRE(plot.freezeLine() == 4);
    CHECK(stored.panel.freezeView()->isVisible());
    const auto& spec = *stored.runs[0]->spec;
    const auto dataset = datasetOf(spec.scenario);
    for (const std::size_t line : {2U, 0U, 5U, 3U}) {
        const auto before = *plot.freezeLine();
        drag(plot, onLine(plot, before), onLine(plot, line));
        REQUIRE(plot.freezeLine() == line);
        auto other = spec;
        other.method.parameters.set("first_trainable_stage", stored.runs[0]->network.stages[line].name);
        const auto predicted = estimateCost(other, dataset, CostConvention::Exact);
        CHECK(stored.cell("peak of task 1, all trained", 2) == formatBytes(predicted.peakByTask[0].total()));
        std::int64_t later = 0;
        for (std::size_t task = 1; task < predicted.peakByTask.size(); ++task)
            later = std::max(later, predicted.peakByTask[task].total());
        CHECK(stored.cell("peak from task 2 on", 2) == formatBytes(later));
        const auto cost = freezeLineCost(spec, dataset, line);
        CHECK(stored.cell("operations a step", 2) == formatCount(cost.stepFlops));
        CHECK(stored.cell("activations", 2) == formatBytes((*cost.peakAfter)[MemoryCategory::Activations]));
        CHECK(stored.cell("trainable parameters", 2)
                  .starts_with(formatCount(static_cast<double>(cost.trainableParameters))));
        CHECK(stored.cell("peak from task 2 on", 1) ==
              formatBytes(freezeLineCost(spec, dataset, 4).peakAfter->total())); // its own stays beside
    }
    // A drag of the line moves neither the view nor the cells' choice.
    CHECK(plot.followsData());
}

TEST_CASE("Keys move the freeze line, and the read-out follows at once") {
    StoredPanel stored;
    auto& plot = *stored.panel.plot();
    stored.panel.showCosts(true);
    plot.setFocus();
    qint64 slowest = 0;
    for (const auto key : {Qt::Key_Up, Qt::Key_Up, Qt::Key_Down, Qt::Key_Up, Qt::Key_Up, Qt::Key_Up, Qt::Key_Up}) {
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(&plot, key, Qt::ControlModifier);
        QCoreApplication::processEvents();
        slowest = std::max(slowest, timer.elapsed());
    }
    CHECK(plot.freezeLine() == 0);
    CHECK(stored.panel.freezeSummary().contains("Nothing frozen"));
    QTest::keyClick(&plot, Qt::Key_Down, Qt::ControlModifier);
    CHECK(stored.panel.freezeSummary().contains("Frozen up to stem"));
    WARN("slowest move of the freeze line: " << slowest << " ms");
    CHECK(slowest < 200); // 50 on a machine of its own
    // Another run has a line of its own.
    stored.select({1});
    CHECK(waitFor([&] { return stored.panel.freezeSummary().contains("Frozen up to layer3"); }));
    CHECK(plot.freezeLine() == 4);
}

TEST_CASE("A run whose method has no freeze line says which methods have") {
    StoredPanel stored({2});
    stored.panel.showCosts(true);
    CHECK_FALSE(stored.panel.plot()->freezeLine());
    const auto labels = stored.panel.freezeView()->findChildren<QLabel*>();
    CHECK(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->text().startsWith("ER trains every stage, there is no freeze line to move");
    }));
    CHECK_FALSE(stored.panel.freezeView()->table()->isVisible());
}

TEST_CASE("A device's budget says what fits and what does not, and by how much") {
    StoredPanel stored({0, 2, 4});
    auto& view = *stored.panel.freezeView();
    stored.panel.showCosts(true);
    auto& devices = *view.budgetEdit()->deviceBox();
    const int board = devices.findText("Board, 64 MiB");
    REQUIRE(board > 0);
    devices.setFocus();
    for (int step = 0; step < board; ++step) QTest::keyClick(&devices, Qt::Key_Down);
    CHECK(devices.currentIndex() == board);
    CHECK(view.budget() == std::int64_t{64} << 20);
    const auto& spec = *stored.runs[0]->spec;
    const auto cost = freezeLineCost(spec, datasetOf(spec.scenario), 4);
    const auto spare = (std::int64_t{64} << 20) - cost.peakAfter->total();
    CHECK(view.budgetText().toStdString().starts_with(formatBytes(cost.peakAfter->total()) + " in 64.0 MiB: fits, " +
                                                      formatBytes(spare) + " to spare"));
    for (const auto index : {0, 1, 2}) {
        const auto needs = std::stoll(stored.row("SELECT predicted_peak_bytes FROM run_summary WHERE run_id = " +
                                                 std::to_string(stored.runs[index]->summary.id))[0]);
        CHECK(view.fitText().contains(QString::fromStdString(formatBytes(needs))));
    }
    // A size of one's own is kept for the next time.
    auto& size = *view.budgetEdit()->sizeBox();
    size.setFocus();
    size.selectAll();
    QTest::keyClicks(&size, "100");
    QTest::keyClick(&size, Qt::Key_Return);
    const BudgetEdit another;
    CHECK(another.bytes() == std::int64_t{100} << 20);
    CHECK(another.deviceBox()->currentText() == "Own, 100 MiB");
    view.budgetEdit()->setMebibytes(0);
}

TEST_CASE("The layer that forgot most is what SQL finds, and the rows stand in that order") {
    StoredPanel stored;
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

TEST_CASE("The advice follows its threshold, and the line can be moved there") {
    StoredPanel stored;
    stored.panel.showCosts(true);
    auto& view = *stored.panel.freezeView();
    const auto run = std::to_string(stored.runs[0]->summary.id);
    auto& box = *view.thresholdBox();
    box.setFocus();
    for (const auto* threshold : {"0.60", "0.70", "0.85", "1.00"}) {
        box.selectAll();
        QTest::keyClicks(&box, threshold);
        QTest::keyClick(&box, Qt::Key_Return);
        const auto first = stored.column("SELECT layer FROM layer_heatmap WHERE run_id = " + run +
                                         " AND metric = 'generalizability' AND task = 5 AND epoch = 2 AND value < " +
                                         threshold + " ORDER BY layer_index LIMIT 1");
        INFO(threshold << ' ' << view.adviceText().toStdString());
        if (!first.empty() && first[0] != "fc")
            CHECK(view.adviceText().contains(QString::fromStdString(first[0]) + " has "));
        REQUIRE(stored.panel.plot()->content().adviceLine);
        QTest::mouseClick(view.adviceButton(), Qt::LeftButton);
        CHECK(stored.panel.plot()->freezeLine() == stored.panel.plot()->content().adviceLine);
    }
}

TEST_CASE("Stages fold by mouse and by key, and the cells are their layers' means") {
    StoredPanel stored;
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
    StoredPanel stored({0, 2, 4});
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
    StoredPanel stored({0, 1, 2, 3});
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
    StoredPanel stored;
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
    StoredPanel stored;
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
    StoredPanel stored({0, 4});
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
