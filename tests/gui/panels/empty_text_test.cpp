#include "panels/empty_text.h"

#include "gui/example_run.h"
#include "panels/accuracy_view.h"
#include "panels/curves_panel.h"
#include "panels/matrix_view.h"
#include "panels/memory_panel.h"
#include "panels/step_view.h"
#include "plots/plot_frame.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QTabWidget>
#include <QTest>
#include <algorithm>

using namespace lightcl;

namespace {

RunDataPtr emptyRun(RunState state, const std::string& message = {}) {
    auto run = std::make_shared<RunData>();
    run->summary.id = 3;
    run->summary.method = "er";
    run->summary.state = state;
    run->summary.message = message;
    run->spec = RunSpec{};
    run->spec->measuring = {{"memory", true}};
    return run;
}

bool says(const QWidget& panel, const QString& text) {
    return std::ranges::any_of(panel.findChildren<QLabel*>(),
                               [&](const QLabel* label) { return label->text().contains(text); });
}

RunDataPtr seedOf(RunId id, int seed) {
    test::ExampleRunOptions options;
    options.id = id;
    options.method = "er";
    options.seed = seed;
    return test::exampleRun(options);
}

} // namespace

TEST_CASE("an empty plot of a failed run says that it failed and why, and promises nothing", "[gui][panels]") {
    CurvesPanel curves;
    MemoryPanel memory;
    for (Panel* panel : {static_cast<Panel*>(&curves), static_cast<Panel*>(&memory)}) {
        panel->showRuns({emptyRun(RunState::Failed, "out of memory in layer4\nlast line")});
        CHECK(says(*panel, "this run failed before"));
        CHECK(says(*panel, "out of memory in layer4"));
        CHECK_FALSE(says(*panel, "last line"));
        CHECK_FALSE(says(*panel, "will appear here"));
        CHECK_FALSE(says(*panel, "measuring.memory"));
        panel->showRuns({emptyRun(RunState::Interrupted)});
        CHECK(says(*panel, "Resume it to go on"));
        panel->showRuns({emptyRun(RunState::Queued)});
        CHECK(says(*panel, "will appear here"));
    }
    auto unmeasured = std::make_shared<RunData>(*emptyRun(RunState::Done));
    unmeasured->spec->measuring = {{"memory", false}};
    memory.showRuns({unmeasured});
    CHECK(says(memory, "measuring.memory = false"));
    memory.showRuns({emptyRun(RunState::Done)});
    CHECK_FALSE(says(memory, "measuring.memory = false"));
}

TEST_CASE("of several runs without rows the one that will have some speaks", "[gui][panels]") {
    CHECK(emptyTextOf({emptyRun(RunState::Failed), emptyRun(RunState::Queued)}, "The loss", "soon") ==
          "The loss will appear here soon.");
}

TEST_CASE("the matrix's numbers say of which run they are", "[gui][panels]") {
    const test::TemporaryFolder folder;
    CurvesPanel curves;
    curves.showRuns({seedOf(7, 2)});
    const auto file = QString::fromStdString((folder / "matrix.csv").string());
    CHECK(curves.matrix()->frame()->exportTo(file, ExportFormat::Csv, 1).isEmpty());
    CHECK(test::readBytes(folder / "matrix.csv").find("run_id,name,method,seed,trained_task,task_1,") == 0);
    CHECK(test::readBytes(folder / "matrix.csv").find("\n7,quick start,er,2,1,") != std::string::npos);
}

TEST_CASE("a mean that stands on one run has no deviation in the data", "[gui][panels]") {
    const test::TemporaryFolder folder;
    CurvesPanel curves;
    auto longer = std::make_shared<RunData>(*seedOf(2, 1));
    auto shorter = std::make_shared<RunData>(*seedOf(1, 0));
    std::erase_if(shorter->accuracies, [](const AccuracyRow& row) { return row.trainedTask > 3; });
    curves.showRuns({shorter, longer});
    curves.accuracy()->setMode(AccuracyView::Mode::Seeds);
    const auto file = QString::fromStdString((folder / "seeds.csv").string());
    CHECK(curves.accuracy()->frame()->exportTo(file, ExportFormat::Csv, 1).isEmpty());
    const auto csv = test::readBytes(folder / "seeds.csv");
    const auto lineOf = [&](const std::string& begin) {
        const auto at = csv.find(begin);
        REQUIRE(at != std::string::npos);
        return csv.substr(at, csv.find('\n', at) - at);
    };
    CHECK(lineOf("\"ER, 2 runs\",5,3,").back() == ','); // one run is left there
    CHECK(lineOf("\"ER, 2 runs\",2,1,").back() != ',');
    CHECK(csv.find("nan") == std::string::npos);
}

TEST_CASE("how several runs are shown is remembered, and with seeds they are taken together at first",
          "[gui][panels]") {
    QSettings().remove("curves");
    const std::vector<RunDataPtr> seeds = {seedOf(1, 0), seedOf(2, 1)};
    {
        CurvesPanel first;
        first.showRuns(seeds);
        CHECK(first.accuracy()->mode() == AccuracyView::Mode::Seeds);
        first.showRuns({seedOf(1, 0), test::exampleRun()});
        CHECK(first.accuracy()->mode() == AccuracyView::Mode::Averages);
        first.resize(600, 400);
        first.show();
        for (auto* box : first.accuracy()->findChildren<QComboBox*>())
            if (box->accessibleName() == "What to show") {
                box->setFocus();
                QTest::keyClicks(box, "mean");
            }
        CHECK(first.accuracy()->mode() == AccuracyView::Mode::Seeds);
    }
    CurvesPanel second;
    second.showRuns({seedOf(1, 0), test::exampleRun()});
    CHECK(second.accuracy()->mode() == AccuracyView::Mode::Seeds);
    QSettings().remove("curves");
}
