#include "app/main_window.h"

#include "app/guarded_application.h"
#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "support/example_store.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QStatusBar>
#include <QUrl>
#include <fstream>
#include <map>
#include <new>
#include <stdexcept>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("the window opens on a new database and says what to do", "[gui][window]") {
    const QTemporaryDir folder;
    TestWindow test;
    test.window.openDatabase(folder.filePath("new.sqlite"));
    CHECK(QFile::exists(folder.filePath("new.sqlite")));
    CHECK(test.window.runTable().shownHint().startsWith("No runs yet."));
    QSignalSpy listed(&test.window, &MainWindow::runsListed);
    REQUIRE(waitFor([&] { return listed.count() > 0; }));
    CHECK(test.window.close());
}

TEST_CASE("a broken database is told in the window, which lives on", "[gui][window]") {
    const QTemporaryDir folder;
    const QString broken = folder.filePath("broken.sqlite");
    const std::string content =
        "not a database, but long enough to look like a file of one hundred bytes or more, is it not?";
    std::ofstream(broken.toStdString()) << content;
    TestWindow test;
    test.window.openDatabase(broken);
    CHECK(test.window.runTable().shownHint().contains("broken.sqlite"));
    CHECK(test.window.workspace() == nullptr);
    // Nothing is done to a file that is not ours.
    std::ifstream after(broken.toStdString());
    CHECK(std::string(std::istreambuf_iterator<char>(after), {}) == content);

    test.window.queue(parseExperiment("name = \"x\"\n[scenario]\ndataset = \"mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                      "[[method]]\nname = \"sgd\"\n",
                                      "x"),
                      true);
    test.window.openDatabase(folder.filePath("good.sqlite"));
    CHECK(test.window.workspace() != nullptr);
    CHECK(test.window.runTable().shownHint().startsWith("No runs yet."));
}

TEST_CASE("the window lists the store's runs and shows the one that trains", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), ::getpid());
    TestWindow test;
    QSignalSpy filled(&test.window, &MainWindow::panelsFilled);
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11 && filled.count() > 0; }));
    CHECK(test.window.runTable().shownHint().isEmpty());

    filled.clear();
    test.window.runTable().selectRuns({made.done[0], made.done[2]});
    REQUIRE(waitFor([&] { return filled.count() > 0; }));
    CHECK(test.window.runTable().selectedRuns().size() == 2);
    const QString copied = test.window.runTable().selectionAsText();
    CHECK(copied.count('\n') == 2);
    CHECK(copied.startsWith("Name\tMethod\tSeed\tState"));
}

TEST_CASE("what can be done follows the selected run's state", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), ::getpid());
    TestWindow test;
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    const auto enabled = [&](RunId run) {
        test.window.runTable().selectRuns({run});
        std::string text;
        for (const QString name : {"&Start", "&Resume", "S&top", "Show &message"})
            text += actionOf(test.window, name)->isEnabled() ? '1' : '0';
        return text;
    };
    CHECK(enabled(made.queued) == "1000");
    CHECK(enabled(made.interrupted) == "0100");
    CHECK(enabled(made.failed) == "0101");
    CHECK(enabled(made.running) == "0010");
    CHECK(enabled(made.done.front()) == "0000");
}

TEST_CASE("a started experiment is followed, a queued one changes nothing on show", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), ::getpid());
    TestWindow test(QStringLiteral("/bin/false"));
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    test.window.runTable().selectRuns({made.done[0]});
    const auto experiment = experimentOn(dataIn(folder));
    test.window.queue(experiment, false);
    CHECK(test.window.runTable().selectedRuns() == std::vector<RunId>{made.done[0]});
    CHECK(test.window.statusBar()->currentMessage() == "Queued 1 run(s).");
    test.window.queue(experiment, true);
    CHECK(test.window.runTable().selectedRuns().empty());
}

TEST_CASE("deleting asks first", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), ::getpid());
    TestWindow test;
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    test.window.runTable().selectRuns({made.done[0], made.done[1]});
    test.answer = false;
    actionOf(test.window, "&Delete…")->trigger();
    CHECK(test.questions == 1);
    CHECK(test.window.runModel().rowCount() == 11);
    test.answer = true;
    actionOf(test.window, "&Delete…")->trigger();
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 9; }));
}

TEST_CASE("no two things of the window share a mnemonic", "[gui][window]") {
    TestWindow test;
    QStringList texts;
    for (const QAction* menu : test.window.menuBar()->actions()) texts << menu->text();
    for (const auto* button : test.window.findChildren<QAbstractButton*>()) texts << button->text();
    for (const auto* label : test.window.findChildren<QLabel*>())
        if (label->buddy() != nullptr) texts << label->text();
    std::map<QString, QString> taken;
    for (const QString& text : texts) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (key.isEmpty()) continue;
        INFO(text.toStdString() << " and " << taken[key].toStdString() << ": " << key.toStdString());
        CHECK(taken[key].isEmpty());
        taken[key] = text;
    }
    CHECK(taken.size() > 12);
}

TEST_CASE("light and dark are two palettes, both readable", "[gui][window]") {
    TestWindow test;
    test.theme.choose(ThemeChoice::Dark);
    CHECK(QApplication::palette().color(QPalette::Window).lightness() < 64);
    CHECK(QApplication::palette().color(QPalette::WindowText).lightness() > 192);
    test.theme.choose(ThemeChoice::Light);
    CHECK(QApplication::palette().color(QPalette::Window).lightness() > 192);
    CHECK(themeFromText(toText(ThemeChoice::Dark)) == ThemeChoice::Dark);
}

TEST_CASE("an exception that leaves a slot is told and ends nothing", "[gui][window]") {
    QObject receiver;
    QSignalSpy told(qobject_cast<GuardedApplication*>(qApp), &GuardedApplication::problem);
    QMetaObject::invokeMethod(
        &receiver, [] { throw std::runtime_error("a row of task 100000"); }, Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        &receiver, [] { throw std::bad_alloc(); }, Qt::QueuedConnection);
    REQUIRE(waitFor([&] { return told.count() == 2; }));
    CHECK(told[0][0].toString() == "a row of task 100000");
    CHECK(told[1][0].toString().startsWith("Not enough memory"));
}

TEST_CASE("a database that is deleted under the window is told, where the runs were", "[gui][window]") {
    const QTemporaryDir folder;
    TestWindow test;
    test.window.openDatabase(folder.filePath("runs.sqlite"));
    QSignalSpy listed(&test.window, &MainWindow::runsListed);
    REQUIRE(waitFor([&] { return listed.count() > 0; }));
    REQUIRE(QFile::remove(folder.filePath("runs.sqlite")));
    CHECK(waitFor([&] { return test.window.runTable().shownHint().contains("deleted or replaced"); }));
}

TEST_CASE("runs are tagged, noted and archived from the run table's menu", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), ::getpid());
    TestWindow test;
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    QString answer = QStringLiteral(" paper, late ,paper");
    QString shown;
    test.window.runCommands().setTextQuestion([&](const QString&, const QString&, const QString& text) {
        shown = text;
        return std::optional(answer);
    });
    const auto tagsOf = [&](RunId run) { return test.window.runModel().find(run)->tags; };
    test.window.runTable().selectRuns({made.done[0], made.done[1]});
    actionOf(test.window, "Ta&gs…")->trigger();
    REQUIRE(waitFor([&] { return tagsOf(made.done[0]) == R"(["late","paper"])"; }));
    test.window.runTable().selectRuns({made.done[0]});
    answer = QStringLiteral("paper");
    actionOf(test.window, "Ta&gs…")->trigger();
    CHECK(shown == "late, paper");
    REQUIRE(waitFor([&] { return tagsOf(made.done[0]) == R"(["paper"])"; }));
    CHECK(tagsOf(made.done[1]) == R"(["late","paper"])");
    answer = QStringLiteral("a,  ,");
    test.window.runTable().selectRuns({made.done[0], made.done[1]});
    actionOf(test.window, "Ta&gs…")->trigger();
    CHECK(shown == "paper"); // what both have
    REQUIRE(waitFor([&] { return tagsOf(made.done[1]) == R"(["a","late"])"; }));
    answer = QStringLiteral("look at\ntask 3");
    actionOf(test.window, "&Note…")->trigger();
    REQUIRE(waitFor([&] { return test.window.runModel().find(made.done[1])->note == "look at\ntask 3"; }));
    const auto rows = [&] { return test.window.runTable().view()->model()->rowCount(); };
    test.window.runTable().selectRuns({made.done[0]});
    actionOf(test.window, "&Archive")->trigger();
    REQUIRE(waitFor([&] { return rows() == 10; }));
    CHECK(test.window.runModel().rowCount() == 11);
    actionOf(test.window, "Show archi&ved runs")->trigger();
    CHECK(rows() == 11);
    test.window.runTable().selectRuns({made.done[0]});
    actionOf(test.window, "Bring back from the &archive")->trigger();
    REQUIRE(waitFor([&] { return test.window.runModel().find(made.done[0])->archived == 0; }));
}

TEST_CASE("databases that are dropped on the window are merged or opened, as the user says", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const QString other = folder.filePath("other.sqlite");
    writeExampleStore(file.toStdString(), ::getpid());
    writeExampleStore(other.toStdString(), ::getpid());
    TestWindow test;
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    auto choice = DroppedFiles::Choice::Merge;
    int asked = 0;
    test.window.droppedFiles().setAsk([&](const QStringList&, bool mayMerge) {
        CHECK(mayMerge);
        ++asked;
        return choice;
    });
    const auto drop = [&](const QString& dropped) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(dropped)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&test.window, &enter);
        CHECK(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&test.window, &event);
        const int before = asked;
        CHECK(waitFor([&] { return asked == before + 1; }));
    };
    drop(other);
    // But for the one that trains.
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 21; }));
    CHECK(test.window.statusBar()->currentMessage() ==
          "Took 10 run(s); 0 were there already. 1 still train and were left out.");
    drop(other);
    CHECK(test.window.statusBar()->currentMessage().startsWith("Took 0 run(s); 10 were there already."));
    const QString text = folder.filePath("text.sqlite");
    std::ofstream(text.toStdString()) << "no database";
    drop(text);
    CHECK(test.window.statusBar()->currentMessage().contains("text.sqlite: not an SQLite database"));
    choice = DroppedFiles::Choice::Open;
    drop(other);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    CHECK(test.window.windowTitle().startsWith("other.sqlite"));
}
