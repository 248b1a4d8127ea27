#include "panels/tradeoff_panel.h"

#include "export/export_all.h"
#include "gui/keys.h"
#include "panels/budget_edit.h"
#include "plots/plot_frame.h"
#include "plots/tradeoff_plot.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QTest>
#include <fmt/format.h>
#include <memory>

using namespace lightcl;

namespace {

RunDataPtr weighedRun(RunId id, const std::string& method, int seed, double classIl, std::int64_t mebibytes) {
    auto run = std::make_shared<RunData>();
    run->spec = expandGrid(parseExperiment(fmt::format("name = \"a\"\nseeds = [{}]\n[scenario]\ndataset = "
                                                       "\"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                                       "[[method]]\nname = \"{}\"\n",
                                                       seed, method),
                                           "test"))
                    .front();
    run->summary.id = id;
    run->summary.method = method;
    run->summary.seed = seed;
    run->summary.state = RunState::Done;
    run->summary.classIl = classIl;
    run->summary.measuredPeakBytes = mebibytes * 1024 * 1024;
    run->groupColor = QColor(0x00, 0x72, 0xb2);
    return run;
}

std::vector<RunDataPtr> methodsWithMemory() {
    return {weighedRun(1, "sgd", 0, 0.2, 10), weighedRun(2, "er", 0, 0.5, 40), weighedRun(3, "er", 1, 0.6, 42),
            weighedRun(4, "joint", 0, 0.4, 80)};
}

struct ShownTradeoff {
    TradeoffPanel panel;
    std::vector<std::vector<RunId>> picked;
    ShownTradeoff() {
        panel.resize(640, 420);
        panel.budget()->setMebibytes(0);
        panel.showRuns(methodsWithMemory());
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
        QObject::connect(&panel, &Panel::runsPicked, &panel,
                         [this](const std::vector<RunId>& runs) { picked.push_back(runs); });
        panel.grab();
    }
};

} // namespace

TEST_CASE("The trade-off panel says who is on the front, and within a budget") {
    ShownTradeoff shown;
    CHECK(shown.panel.frame()->readout().contains("2 of 3 are on the front"));
    shown.panel.budget()->setMebibytes(32);
    CHECK(shown.panel.frame()->readout().contains("Within 32.0 MiB: SGD"));
    shown.panel.budget()->setMebibytes(0);
    shown.panel.showRuns({});
    CHECK_FALSE(shown.panel.frame()->hasPlot());
}

TEST_CASE("A click on a point selects its runs; the others stay on show, and Escape selects all") {
    ShownTradeoff shown;
    auto& plot = *shown.panel.plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.pixelOf(1).toPoint());
    REQUIRE(shown.picked.size() == 1);
    CHECK(shown.picked[0] == std::vector<RunId>{2, 3});
    const auto runs = methodsWithMemory();
    shown.panel.showRuns({runs[1], runs[2]}); // as the selection comes back
    CHECK(plot.content().tradeoff.points.size() == 3);
    CHECK(plot.content().picked == std::set<RunId>{2, 3});
    QTest::keyClick(&plot, Qt::Key_Escape);
    REQUIRE(shown.picked.size() == 2);
    CHECK(shown.picked[1].size() == 4);
    shown.panel.showRuns({runs[0]}); // somebody selects another
    CHECK(plot.content().tradeoff.points.size() == 1);
}

TEST_CASE("A drag picks nothing; arrows and Enter do") {
    ShownTradeoff shown;
    auto& plot = *shown.panel.plot();
    const auto from = plot.pixelOf(1).toPoint();
    QTest::mousePress(&plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(&plot, from + QPoint(30, 10));
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, from + QPoint(30, 10));
    CHECK(shown.picked.empty());
    plot.resetView();
    QTest::mouseMove(&plot, QPoint(2, 2));
    emit plot.pointerLeft();
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Return);
    REQUIRE(shown.picked.size() == 1);
    CHECK(shown.picked[0] == std::vector<RunId>{2, 3});
}

TEST_CASE("All plots that can be seen go into a folder; names that are taken are numbered") {
    const test::TemporaryFolder folder;
    const auto path = QString::fromStdString(folder.path().string());
    ShownTradeoff shown;
    const auto plots = shownPlots(shown.panel);
    REQUIRE(plots.size() == 1);
    QStringList saved;
    CHECK(exportAll({plots[0], plots[0]}, path, {ExportFormat::Pdf, {}, {}}, saved).isEmpty());
    CHECK(saved == QStringList{path + "/trade-off.pdf", path + "/trade-off-2.pdf"});
    CHECK(QFile::exists(saved[1]));
    saved.clear();
    CHECK(exportAll(plots, path, {ExportFormat::Tikz, {}, {}}, saved).isEmpty());
    CHECK(test::readBytes(folder / "trade-off.tex").find("\\begin{tikzpicture}") != std::string::npos);
}

TEST_CASE("A folder that takes no files is told of, with how many plots were saved") {
    const test::TemporaryFolder folder;
    ShownTradeoff shown;
    QStringList saved;
    const auto none = QString::fromStdString((folder / "none").string());
    const auto problem = exportAll(shownPlots(shown.panel), none, {ExportFormat::Svg, {}, {}}, saved);
    CHECK(problem.startsWith(none + "/trade-off.svg: cannot be written: "));
    CHECK(saved.isEmpty());
    CHECK(QDir(QString::fromStdString(folder.path().string())).isEmpty());
}
