#include "panels/multiples_view.h"

#include "figures/accuracy_course.h"
#include "gui/example_run.h"
#include "panels/comparison_panel.h"
#include "plots/multiples_plot.h"
#include "plots/plot_frame.h"
#include "support/catch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QTabWidget>
#include <QTest>

using namespace lightcl;

namespace {

/// Four runs as tiles, on their page of the panel.
struct ShownTiles {
    ShownTiles() {
        panel.resize(700, 480);
        panel.showRuns(runs);
        panel.tabs()->setCurrentWidget(panel.multiples());
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
        QObject::connect(&panel, &Panel::runsPicked, &panel, [this](const std::vector<RunId>& ids) { picked = ids; });
    }
    void choose(const QString& key) {
        view.whatBox()->setCurrentIndex(view.whatBox()->findData(key));
        panel.grab();
    }
    std::vector<RunDataPtr> runs = test::fourRuns();
    ComparisonPanel panel;
    MultiplesView& view = *panel.multiples();
    MultiplesPlot& plot = *view.plot();
    std::vector<RunId> picked;
};

} // namespace

TEST_CASE("Every selected run has a tile, and a click selects its run", "[gui]") {
    ShownTiles shown;
    shown.choose("curves:class");
    REQUIRE(shown.plot.multiples().tiles.size() == 4);
    for (std::size_t a = 0; a < 4; ++a)
        for (std::size_t b = 0; b < a; ++b)
            CHECK_FALSE(shown.plot.tileRect(a).adjusted(1, 1, -1, -1).intersects(shown.plot.tileRect(b)));
    QTest::mouseClick(&shown.plot, Qt::LeftButton, {}, shown.plot.contentRect(2).center().toPoint());
    CHECK(shown.picked == std::vector<RunId>{shown.runs[2]->summary.id});
}

TEST_CASE("The pointer reads a tile's cell, the arrow keys go from tile to tile", "[gui]") {
    ShownTiles shown;
    shown.choose("matrix:class");
    const QRectF inside = shown.plot.contentRect(1);
    QTest::mouseMove(&shown.plot, (inside.topLeft() + QPointF(3, 3)).toPoint());
    REQUIRE(shown.plot.currentPlace());
    CHECK(shown.plot.currentPlace()->row == 0U);
    const double value = 100 * *AccuracyMatrix(*shown.runs[1], AccuracyKind::ClassIl).at(1, 1);
    CHECK(shown.view.frame()->readout().endsWith(", task 1, task 1: " + QString::number(value, 'g', 4)));
    shown.plot.setFocus();
    QTest::keyClick(&shown.plot, Qt::Key_Left);
    CHECK(shown.plot.currentPlace()->tile == 0);
    QTest::keyClick(&shown.plot, Qt::Key_Return);
    CHECK(shown.picked == std::vector<RunId>{shown.runs[0]->summary.id});
}

TEST_CASE("Tiles of layers keep the metric while runs come and go, and means are asked for by a box", "[gui]") {
    const auto runs = test::fourRuns();
    MultiplesView view;
    view.showRuns(runs);
    view.show();
    view.whatBox()->setCurrentIndex(view.whatBox()->findData("layers:memory_stability"));
    CHECK(view.plot()->multiples().rows == runs[0]->layerMetrics.layers());
    view.showRuns({runs[0], runs[1]});
    CHECK(view.plot()->multiples().question.metric == "memory_stability");
    CHECK(view.plot()->multiples().tiles.size() == 2);
    QTest::mouseClick(view.means(), Qt::LeftButton, {}, {8, view.means()->height() / 2});
    CHECK(view.plot()->multiples().question.means);
}
