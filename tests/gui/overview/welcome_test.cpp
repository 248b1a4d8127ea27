#include "app/first_steps.h"
#include "app/help_window.h"
#include "gui/app/test_window.h"
#include "gui/queue/fake_worker.h"
#include "gui/wait.h"
#include "overview/overview_panel.h"

#include <QSignalSpy>
#include <QTest>

using namespace lightcl;
using namespace lightcl::test;

namespace {

void openEmpty(TestWindow& test, const QString& file) {
    QSignalSpy listed(&test.window, &MainWindow::runsListed);
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return listed.count() > 0; }));
}

} // namespace

TEST_CASE("a window without any runs welcomes, in front", "[gui][welcome]") {
    const QTemporaryDir folder;
    TestWindow test;
    openEmpty(test, folder.filePath("new.sqlite"));
    // The dock: what lies in it is covered by its page.
    REQUIRE(waitFor([&] { return !test.window.docks().dock("overview")->visibleRegion().isEmpty(); }));
    CHECK(test.window.overview().isWelcoming());
    CHECK(test.window.overview().welcome()->quickStart()->isEnabled());
}

TEST_CASE("the quick start that the program carries can be trained as it is", "[gui][welcome]") {
    const ExperimentSpec experiment = quickStartExperiment();
    CHECK(experiment.name == "quick start");
    CHECK(experiment.methods.size() >= 3);
}

TEST_CASE("a click runs the quick start, or says at its place why not", "[gui][welcome]") {
    const QTemporaryDir folder;
    TestWindow test; // there is no training program
    openEmpty(test, folder.filePath("new.sqlite"));
    WelcomePage& welcome = *test.window.overview().welcome();
    QTest::mouseClick(welcome.quickStart(), Qt::LeftButton);
    const QString problem = welcome.problem();
    const bool hasData = !problem.startsWith("dataset ");
    INFO(problem.toStdString());
    CHECK((!hasData || problem.startsWith("/nowhere/worker: expected the training program here")));
    CHECK(test.window.designer().form()->nameLine()->text() == "quick start");
}

TEST_CASE("a click opens the stored sample, which has an overview", "[gui][welcome]") {
    const QTemporaryDir folder;
    TestWindow test;
    openEmpty(test, folder.filePath("new.sqlite"));
    QTest::mouseClick(test.window.overview().welcome()->sample(), Qt::LeftButton);
    REQUIRE(waitFor([&] { return !test.window.overview().isWelcoming(); }));
    const QString file = test.window.workspace()->file();
    CHECK(QFileInfo(file).fileName().startsWith("sample-"));
    REQUIRE(waitFor([&] { return test.window.overview().overview()->view()->model()->rowCount() > 2; }));
    CHECK(test.window.overview().overview()->verdict().contains("remembers best"));
    for (const RunSummary& run : test.window.runModel().runs()) CHECK(run.state == RunState::Done);
}

TEST_CASE("a click reads the tour, within the window", "[gui][welcome]") {
    const QTemporaryDir folder;
    TestWindow test;
    openEmpty(test, folder.filePath("new.sqlite"));
    QTest::mouseClick(test.window.overview().welcome()->tour(), Qt::LeftButton);
    auto* help = test.window.findChild<HelpWindow*>();
    REQUIRE(help != nullptr);
    CHECK(help->browser()->toPlainText().startsWith("The tour"));
}

TEST_CASE("F1 opens the guide, its links lead on, and a link that nothing opens is told", "[gui][welcome]") {
    TestWindow test;
    REQUIRE(QTest::qWaitForWindowExposed(&test.window));
    QTest::keyClick(&test.window, Qt::Key_F1);
    auto* help = test.window.findChild<HelpWindow*>();
    REQUIRE(help != nullptr);
    CHECK(help->browser()->toPlainText().startsWith("User guide"));
    emit help->browser()->anchorClicked(QUrl("metrics.md"));
    CHECK(help->browser()->source() == QUrl("qrc:/docs/metrics.md"));
    CHECK(help->problem().isEmpty());
    emit help->browser()->anchorClicked(QUrl("nothing-there.md"));
    CHECK(help->problem().contains("nothing-there.md"));
    QTest::keyClick(help, Qt::Key_Escape);
    CHECK_FALSE(help->isVisible());
}
