#include "gui/app/test_window.h"
#include "gui/keys.h"
#include "gui/wait.h"
#include "overview/overview_panel.h"
#include "panels/accuracy_view.h"
#include "plots/curve_plot.h"
#include "support/example_store.h"

#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// No process has this number.
constexpr std::int64_t kNobody = 4194305;

/// A window on the example store, as a user opens it: nothing is selected.
struct OpenedStore {
    explicit OpenedStore(std::int64_t worker = kNobody) {
        made = writeExampleStore(file.toStdString(), worker);
        filled = std::make_unique<QSignalSpy>(&test.window, &MainWindow::panelsFilled);
        test.window.openDatabase(file);
        REQUIRE(waitFor([&] { return filled->count() > 0 && page().view()->model()->rowCount() > 0; }));
    }
    [[nodiscard]] OverviewPage& page() { return *test.window.overview().overview(); }
    [[nodiscard]] int rowOf(const QString& method) {
        for (int row = 0; row < page().view()->model()->rowCount(); ++row)
            if (page().view()->model()->index(row, OverviewModel::Method).data().toString() == method) return row;
        FAIL("no row " << method.toStdString());
        return -1;
    }
    void click(int row, Qt::KeyboardModifiers keys = {}) {
        const auto place =
            page().view()->visualRect(page().view()->model()->index(row, OverviewModel::Method)).center();
        QTest::mouseClick(page().view()->viewport(), Qt::LeftButton, keys, place);
    }

    QTemporaryDir folder;
    QString file = folder.filePath("store.sqlite");
    ExampleStore made;
    TestWindow test;
    std::unique_ptr<QSignalSpy> filled;
};

std::vector<RunId> sorted(std::vector<RunId> runs) {
    std::ranges::sort(runs);
    return runs;
}

bool isInFront(QDockWidget& dock) {
    return !dock.visibleRegion().isEmpty();
}

} // namespace

TEST_CASE("a store that is opened shows all methods' averages, in front, with the best and the leanest named",
          "[gui][overview]") {
    OpenedStore opened; // its running run's worker is gone
    CHECK(isInFront(*opened.test.window.docks().dock("overview")));
    CHECK_FALSE(opened.test.window.overview().isWelcoming());
    CHECK(opened.page().view()->model()->rowCount() == 4);
    CHECK(opened.page().verdict().contains("remembers best"));
    CHECK(opened.page().verdict().contains("least memory"));
    const int row = opened.rowOf("ER");
    const auto* model = opened.page().view()->model();
    CHECK(model->index(row, OverviewModel::Seeds).data().toString() == "2");
    CHECK(model->index(row, OverviewModel::Accuracy).data().toString().contains(" ± "));
    CHECK(model->index(row, OverviewModel::Memory).data().toString().endsWith("MiB"));
    CHECK(model->index(row, OverviewModel::Memory).data(OverviewModel::ShareRole).toDouble() > 0);
    // Nothing is selected, but the plots show the runs behind it, as means over seeds.
    CHECK(opened.test.window.runTable().selectedRuns().empty());
    auto* accuracy = opened.test.window.findChild<AccuracyView*>();
    REQUIRE(waitFor([&] { return accuracy->plot()->curves().size() == 4; }));
    CHECK(accuracy->mode() == AccuracyView::Mode::Seeds);
}

TEST_CASE("a click on a method selects its runs, with Ctrl further ones, and Esc shows all again", "[gui][overview]") {
    OpenedStore opened;
    RunTablePanel& table = opened.test.window.runTable();
    opened.click(opened.rowOf("ER"));
    CHECK(sorted(table.selectedRuns()) == sorted({opened.made.done[2], opened.made.done[3]}));
    opened.click(opened.rowOf("LightCL"), Qt::ControlModifier);
    CHECK(table.selectedRuns().size() == 4);
    QTest::keyClick(opened.page().view(), Qt::Key_Escape);
    CHECK(table.selectedRuns().empty());
    QTest::keyClick(opened.page().view(), Qt::Key_Down);
    QTest::keyClick(opened.page().view(), Qt::Key_Up);
    CHECK_FALSE(table.selectedRuns().empty()); // by keyboard
    CHECK(isInFront(*opened.test.window.docks().dock("overview")));
}

TEST_CASE("a run selected in the table leaves nothing chosen in the overview and brings the layers to the front",
          "[gui][overview]") {
    OpenedStore opened;
    opened.click(opened.rowOf("ER"));
    opened.test.window.runTable().selectRuns({opened.made.done[0]});
    CHECK(opened.page().chosenRuns().empty());
    CHECK(opened.test.window.runTable().selectedRuns() == std::vector{opened.made.done[0]});
    QCoreApplication::processEvents();
    CHECK(isInFront(*opened.test.window.docks().dock("heatmap")));
}

TEST_CASE("what is drawn is marked in the run table, selected or not", "[gui][overview]") {
    OpenedStore opened;
    RunTableModel& model = opened.test.window.runModel();
    for (const RunId run : opened.made.done) CHECK(model.isDrawn(run));
    CHECK_FALSE(model.isDrawn(opened.made.queued));
    opened.test.window.runTable().selectRuns({opened.made.done[1]});
    CHECK(model.isDrawn(opened.made.done[1]));
    CHECK_FALSE(model.isDrawn(opened.made.done[0]));
    const auto words = [&](RunId run) {
        return model.index(model.rowOf(run), kColorColumn).data(Qt::AccessibleTextRole).toString();
    };
    CHECK(words(opened.made.done[1]).endsWith(", drawn"));
    CHECK(words(opened.made.done[0]).endsWith(", not drawn"));
}

TEST_CASE("a run that is selected from the start, as the command line may, has its layers in front",
          "[gui][overview]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), kNobody);
    TestWindow test;
    QObject::connect(
        &test.window, &MainWindow::runsListed, &test.window, [&] { test.window.runTable().selectRuns({made.done[0]}); },
        Qt::SingleShotConnection);
    QSignalSpy filled(&test.window, &MainWindow::panelsFilled);
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return filled.count() > 0; }));
    QCoreApplication::processEvents();
    CHECK(isInFront(*test.window.docks().dock("heatmap")));
}

TEST_CASE("a filter that hides the selected runs leaves a window that shows all again", "[gui][overview]") {
    OpenedStore opened;
    RunTablePanel& table = opened.test.window.runTable();
    auto* line = table.findChild<QLineEdit*>();
    for (const char* words : {"sgd", "nothing of this"}) {
        line->clear();
        table.selectRuns({opened.made.done[0], opened.made.done[1]});
        REQUIRE(opened.test.window.runModel().isDrawn(opened.made.done[0]));
        line->setFocus();
        QTest::keyClicks(line, words);
        QCoreApplication::processEvents();
        CHECK(table.selectedRuns().empty());
        CHECK(opened.test.window.runModel().isDrawn(opened.made.done[4]));
    }
    line->clear();
    CHECK(table.view()->model()->rowCount() == 11);
}

TEST_CASE("while a run trains it is shown, and the overview does not come in front", "[gui][overview]") {
    OpenedStore opened(::getpid());
    CHECK(opened.test.window.runModel().isDrawn(opened.made.running));
    CHECK_FALSE(opened.test.window.runModel().isDrawn(opened.made.done[0]));
}

TEST_CASE("opening a database brings the runs to the front, whatever tab was there", "[gui][overview]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    writeExampleStore(file.toStdString(), kNobody);
    TestWindow test;
    test.window.raiseDock(test.window.docks().dock("designer"));
    QCoreApplication::processEvents();
    REQUIRE_FALSE(isInFront(*test.window.docks().dock("runs")));
    test.window.openDatabase(file);
    QCoreApplication::processEvents();
    CHECK(isInFront(*test.window.docks().dock("runs")));
}
