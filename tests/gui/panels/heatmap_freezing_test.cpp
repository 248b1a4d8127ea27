#include "base/units.h"
#include "cost/cost_model.h"
#include "cost/freeze_line.h"
#include "gui/panels/stored_heatmap.h"
#include "gui/wait.h"
#include "panels/budget_edit.h"
#include "panels/freeze_view.h"
#include "panels/heatmap_panel.h"
#include "plots/heatmap_plot.h"
#include "spec/dataset_of.h"
#include "support/catch.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

using namespace lightcl;
using lightcl::test::waitFor;

namespace {

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
    test::StoredHeatmap stored;
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
    test::StoredHeatmap stored;
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
    test::StoredHeatmap stored({2});
    stored.panel.showCosts(true);
    CHECK_FALSE(stored.panel.plot()->freezeLine());
    const auto labels = stored.panel.freezeView()->findChildren<QLabel*>();
    CHECK(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->text().startsWith("ER trains every stage, there is no freeze line to move");
    }));
    CHECK_FALSE(stored.panel.freezeView()->table()->isVisible());
}

TEST_CASE("A device's budget says what fits and what does not, and by how much") {
    test::StoredHeatmap stored({0, 2, 4});
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

TEST_CASE("The advice follows its threshold, and the line can be moved there") {
    test::StoredHeatmap stored;
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
