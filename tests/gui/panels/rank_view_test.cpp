#include "panels/rank_view.h"

#include "compare/rank_words.h"
#include "export/plot_export.h"
#include "figures/pgfplots.h"
#include "gui/keys.h"
#include "panels/comparison_panel.h"
#include "plots/plot_frame.h"
#include "plots/rank_plot.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <QComboBox>
#include <QTabWidget>
#include <QTest>
#include <algorithm>
#include <fmt/format.h>
#include <memory>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunDataPtr rankedRun(RunId id, const std::string& dataset, int setting, int seed, double classIl) {
    auto run = std::make_shared<RunData>();
    run->spec = expandGrid(parseExperiment(fmt::format("name = \"a\"\nseeds = [{}]\n[scenario]\ndataset = "
                                                       "\"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                                       "[[method]]\nname = \"er\"\nbuffer_size = {}\n",
                                                       seed, setting),
                                           "test"))
                    .front();
    run->spec->scenario.set("dataset", dataset);
    run->summary.id = id;
    run->summary.method = "er";
    run->summary.dataset = dataset;
    run->summary.seed = seed;
    run->summary.state = RunState::Done;
    run->summary.classIl = classIl;
    return run;
}

/// Of so many settings on so many data sets the first is the best everywhere, the last the worst.
std::vector<RunDataPtr> settingsOn(int datasets, int settings) {
    std::vector<RunDataPtr> runs;
    for (int dataset = 0; dataset < datasets; ++dataset)
        for (int setting = 0; setting < settings; ++setting)
            runs.push_back(rankedRun(std::ssize(runs) + 1, fmt::format("data {}", dataset), 100 + setting, 0,
                                     0.9 - 0.05 * dataset - 0.01 * setting * (1 + 0.01 * dataset)));
    return runs;
}

/// A panel that shows its ranks.
struct RankPage {
    ComparisonPanel panel;

    explicit RankPage(const std::vector<RunDataPtr>& runs, QSize size = {900, 500}) {
        panel.resize(size);
        panel.show();
        panel.tabs()->setCurrentWidget(panel.ranks());
        panel.showRuns(runs);
        panel.ranks()->plot()->replot();
    }

    [[nodiscard]] RankView& view() { return *panel.ranks(); }
    [[nodiscard]] RankPlot& plot() { return *view().plot(); }
};

} // namespace

TEST_CASE("The ranks say what `lightcl compare --across` says") {
    RankPage page(settingsOn(8, 3));
    REQUIRE(page.plot().comparison().groups.size() == 3);
    CHECK(page.view().sentence().toStdString() == rankSentence(page.plot().comparison()));
    CHECK(contains(page.view().sentence().toStdString(), "ER (buffer_size = 100) has the best mean rank"));
    CHECK(page.plot().diagram().bars.empty());
    page.view().acrossBox()->setCurrentIndex(page.view().acrossBox()->findData("seed"));
    CHECK_FALSE(page.view().frame()->hasPlot()); // all have seed 0
    page.view().acrossBox()->setCurrentIndex(0);
    page.view().byBox()->setCurrentIndex(page.view().byBox()->findData("method"));
    CHECK_FALSE(page.view().frame()->hasPlot()); // all are ER
}

TEST_CASE("A figure is chosen on all pages, and one without a better side is not ranked") {
    RankPage page(settingsOn(4, 3));
    CHECK(page.view().frame()->hasPlot());
    auto& box = *page.panel.metricBox();
    for (int index = 0; index < box.count(); ++index) {
        box.setCurrentIndex(index);
        const auto& figure = runFigure(box.currentData().toString().toStdString());
        CAPTURE(figure.name);
        CHECK(page.view().frame()->hasPlot() == (figure.name == "class_il")); // no other was measured
    }
}

TEST_CASE("The pointer and the arrow keys choose a group of the ranks") {
    RankPage page(settingsOn(8, 5));
    auto& plot = page.plot();
    QTest::mouseMove(&plot, plot.nameRect(4).center().toPoint());
    REQUIRE(plot.currentGroup() == 4);
    CHECK(page.view().frame()->readout().toStdString() == rankedGroupSentence(plot.comparison(), 4));
    press(plot, Qt::Key_Up);
    CHECK(plot.currentGroup() == 3);
    press(plot, Qt::Key_Right);
    CHECK(plot.currentGroup() == 2);
    press(plot, Qt::Key_Left);
    CHECK(plot.currentGroup() == 3);
    press(plot, Qt::Key_Escape);
    CHECK_FALSE(plot.currentGroup());
    CHECK(page.view().frame()->readout().isEmpty());
}

TEST_CASE("Names of fourteen groups do not overlap, whatever the width") {
    const auto runs = settingsOn(6, 14);
    for (const QSize size : {QSize(1200, 700), QSize(700, 420), QSize(420, 360)}) {
        RankPage page(runs, size);
        auto& plot = page.plot();
        CAPTURE(size.width(), plot.width(), plot.height());
        REQUIRE(plot.diagram().names.size() == 14);
        for (std::size_t a = 0; a < 14; ++a) {
            const auto rect = plot.nameRect(a);
            CHECK(QRectF(plot.rect()).contains(rect));
            for (std::size_t b = a + 1; b < 14; ++b) CHECK_FALSE(rect.intersects(plot.nameRect(b)));
        }
        CHECK(plot.axisPoint(0).x() > plot.axisPoint(13).x()); // the best at the right
    }
}

TEST_CASE("The ranks are exported as numbers and for LaTeX") {
    RankPage page(settingsOn(8, 3));
    CHECK(page.view().frame()->exportsLatex());
    const auto table = rankedValuesTable(page.plot().comparison());
    CHECK(table.rows.size() == 9);
    CHECK(contains(pgfRanks(page.plot().diagram(), "", {}), "1.00 ER (buffer\\_size = 100)"));
}

TEST_CASE("At a column's width the ranks are exported with every name as text") {
    RankPage page(settingsOn(6, 14));
    const TemporaryFolder folder;
    const auto file = QString::fromStdString((folder / "ranks.svg").string());
    exportPlot(page.plot(), file, ExportFormat::Svg);
    const auto svg = readBytes(folder / "ranks.svg");
    CHECK(contains(svg, "width=\"8.5cm\""));
    for (int rank = 1; rank <= 14; ++rank) CHECK(contains(svg, fmt::format("{}.00", rank)));
    CHECK_FALSE(contains(svg, "<image"));
}

TEST_CASE("Without three data sets the ranks say what they want") {
    RankPage page(settingsOn(2, 3));
    CHECK_FALSE(page.view().frame()->hasPlot());
    CHECK(page.view().sentence().isEmpty());
    page.panel.showRuns(settingsOn(3, 3));
    CHECK(page.view().frame()->hasPlot());
    page.panel.showRuns({});
    CHECK_FALSE(page.view().frame()->hasPlot());
}
