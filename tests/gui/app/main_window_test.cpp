#include "app/main_window.h"

#include "app/guarded_application.h"
#include "app/quit_signals.h"
#include "gui/queue/fake_worker.h"
#include "gui/wait.h"
#include "store/run_writer.h"
#include "support/example_store.h"
#include "support/idle_process.h"
#include "widgets/error_label.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <algorithm>
#include <csignal>
#include <fstream>
#include <map>
#include <new>
#include <stdexcept>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A window with a theme of its own; it never asks, but answers as `answer` says and counts the questions.
struct TestWindow {
    explicit TestWindow(const QString& worker = QStringLiteral("/nowhere/worker"))
        : theme(*qApp), window(theme, worker, 2) {
        window.setQuestion([this](const QString&, const QString&, const QString&) {
            ++questions;
            return answer;
        });
        window.useDefaultLayout({1440, 900});
        window.show();
    }
    Theme theme;
    MainWindow window;
    bool answer = true;
    int questions = 0;
};

ExperimentSpec experimentOn(const QString& data) {
    return parseExperiment("name = \"x\"\n[scenario]\ndataset = \"mnist\"\ndata_path = \"" + data.toStdString() +
                               "\"\n[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n",
                           "x");
}

/// A data set of empty files: whether it can be read is the worker's matter.
QString dataIn(const QTemporaryDir& folder) {
    for (const char* name :
         {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
        std::ofstream(folder.filePath(name).toStdString());
    return folder.path();
}

QAction* actionOf(MainWindow& window, const QString& text) {
    for (QAction* action : window.runCommands().actions()) {
        if (action->text() == text) return action;
    }
    FAIL("no action " << text.toStdString());
    return nullptr;
}

} // namespace

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

TEST_CASE("the window refuses what cannot be trained in the same line as lightcl run, and queues nothing",
          "[gui][window]") {
    const QTemporaryDir folder;
    TestWindow test;
    test.window.openDatabase(folder.filePath("new.sqlite"));
    const auto refusal = [&](const ExperimentSpec& experiment) {
        test.window.queue(experiment, true);
        CHECK(test.window.workspace()->scheduler().waiting().empty());
        CHECK(RunReader(Database::openForReading(folder.filePath("new.sqlite").toStdString())).runs().empty());
        const QString message = test.window.statusBar()->currentMessage();
        const auto labels = test.window.designer().findChildren<ErrorLabel*>();
        CHECK(std::ranges::any_of(labels, [&](const ErrorLabel* label) { return label->text() == message; }));
        return message;
    };
    CHECK(refusal(experimentOn(folder.filePath("nothing")))
              .startsWith("dataset mnist: not found: " + folder.filePath("nothing") + " has none of its files"));
    CHECK(refusal(experimentOn(dataIn(folder))) == "/nowhere/worker: expected the training program here, found none");
}

TEST_CASE("the window stops a run that another program trains", "[gui][window]") {
    const IdleProcess worker;
    FakeWorker fake("exit 0\n");
    const RunId run = fake.queue();
    RunStore(fake.database()).start(run, worker.pid(), 1);
    TestWindow test(fake.program());
    test.window.openDatabase(fake.storeFile());
    REQUIRE(waitFor([&] { return test.window.runModel().find(run) != nullptr; }));
    test.window.runTable().selectRuns({run});
    CHECK_FALSE(actionOf(test.window, "&Start")->isEnabled());
    actionOf(test.window, "S&top")->trigger();
    CHECK(worker.awaitEnd() == SIGINT);
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

TEST_CASE("the layout can be reset, whatever was made of it", "[gui][window]") {
    TestWindow test;
    MainWindow& window = test.window;
    const auto place = [&](const char* name) {
        QCoreApplication::processEvents();
        return window.docks().dock(QString::fromLatin1(name))->geometry();
    };
    const auto places = [&] {
        std::vector<QRect> all;
        for (const char* name : {"runs", "queue", "heatmap", "curves", "memory"}) all.push_back(place(name));
        return all;
    };
    const auto atFirst = places();
    CHECK(place("memory").left() > place("curves").left());
    CHECK(place("memory").top() > place("heatmap").top());

    window.docks().dock("memory")->hide();
    SECTION("a dock is closed") {}
    SECTION("docks are moved and floating") {
        window.addDockWidget(Qt::TopDockWidgetArea, window.docks().dock("heatmap"));
        window.docks().dock("queue")->setFloating(true);
    }
    window.resetLayout();
    CHECK(places() == atFirst);
}

TEST_CASE("a further panel stands in the lower row at the right, beside the others or behind them", "[gui][window]") {
    for (const bool wide : {true, false}) {
        CAPTURE(wide);
        QMainWindow window;
        WindowLayout layout(window);
        layout.add("runs", "runs", DockPlace::Left, new QWidget);
        layout.add("heatmap", "heatmap", DockPlace::UpperRight, new QWidget);
        QDockWidget* curves = layout.add("curves", "curves", DockPlace::LowerRight, new QWidget);
        QDockWidget* memory = layout.add("memory", "memory", DockPlace::LowerRight, new QWidget);
        QDockWidget* further = layout.add("further", "further", DockPlace::LowerRight, new QWidget);
        window.resize(wide ? 1440 : 1000, 900);
        layout.applyDefault();
        window.show();
        QCoreApplication::processEvents();
        if (wide) {
            CHECK(curves->geometry().right() < memory->geometry().left());
            CHECK(memory->geometry().right() < further->geometry().left());
            CHECK(curves->geometry().top() == further->geometry().top());
        } else {
            CHECK(window.tabifiedDockWidgets(curves).size() == 2);
        }
    }
}

TEST_CASE("the layout can be reset after docks were closed or moved in an earlier session", "[gui][window]") {
    struct Docks {
        Docks() : layout(window) {
            const auto add = [this](const QString& name, DockPlace place) {
                layout.add(name, name, place, new QWidget);
            };
            add("runs", DockPlace::Left);
            add("designer", DockPlace::BehindLeft);
            add("queue", DockPlace::BelowLeft);
            add("heatmap", DockPlace::UpperRight);
            add("curves", DockPlace::LowerRight);
            add("memory", DockPlace::LowerRight);
            window.resize(1440, 900);
        }
        [[nodiscard]] QRect place(const char* name) const { return layout.dock(QString::fromLatin1(name))->geometry(); }
        QMainWindow window;
        WindowLayout layout;
    };
    Docks earlier;
    earlier.layout.applyDefault();
    earlier.window.show();
    QCoreApplication::processEvents();
    const QRect memory = earlier.place("memory");
    SECTION("closed") {
        earlier.layout.dock("memory")->hide();
    }
    SECTION("moved, nested in other ways") {
        earlier.window.splitDockWidget(earlier.layout.dock("designer"), earlier.layout.dock("runs"), Qt::Vertical);
        earlier.window.addDockWidget(Qt::RightDockWidgetArea, earlier.layout.dock("heatmap"));
        earlier.window.splitDockWidget(earlier.layout.dock("curves"), earlier.layout.dock("queue"), Qt::Horizontal);
        earlier.window.tabifyDockWidget(earlier.layout.dock("heatmap"), earlier.layout.dock("memory"));
    }

    Docks now;
    REQUIRE(now.window.restoreState(earlier.window.saveState()));
    now.window.show();
    QCoreApplication::processEvents();
    now.layout.applyDefault();
    QCoreApplication::processEvents();
    CHECK(now.place("memory").top() == memory.top());
    CHECK(now.place("heatmap").top() < 50);
    CHECK(now.place("runs").top() < 50);
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

TEST_CASE("closing while a run trains stops it cleanly", "[gui][window]") {
    FakeWorker fake("trap 'exit 130' INT\ntouch \"$(dirname \"$0\")/ready\"\nwhile :; do sleep 0.05; done\n");
    const RunId run = fake.queue();
    TestWindow test(fake.program());
    test.window.openDatabase(fake.storeFile());
    test.window.runCommands().start({run});
    REQUIRE(waitFor([&] { return QFile::exists(fake.path("ready")); }));
    test.answer = false;
    CHECK_FALSE(test.window.close());
    CHECK(test.window.workspace()->scheduler().isTraining(run));
    test.answer = true;
    test.window.close();
    REQUIRE(waitFor([&] { return !test.window.isVisible(); }));
    CHECK(fake.run(run).state == RunState::Interrupted);
}

TEST_CASE("a worker that dies shows as failed and the window lives on", "[gui][window]") {
    FakeWorker fake("echo 'the last words' >&2\nkill -SEGV $$\n");
    const RunId run = fake.queue();
    TestWindow test(fake.program());
    test.window.openDatabase(fake.storeFile());
    test.window.runCommands().start({run});
    REQUIRE(waitFor([&] {
        const RunSummary* row = test.window.runModel().find(run);
        return row != nullptr && row->state == RunState::Failed;
    }));
    CHECK(test.window.runModel().find(run)->message.find("the last words") != std::string::npos);
    CHECK(test.window.isVisible());
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

TEST_CASE("a signal closes the window as its user would: without a question, workers stopped first", "[gui][window]") {
    const QuitSignals asking; // before the reading thread starts
    FakeWorker fake("trap 'exit 130' INT\necho '{\"event\":\"started\",\"run\":'$1'}'\nwhile :; do sleep 0.05; done\n");
    const RunId run = fake.queue();
    TestWindow test(fake.program());
    test.window.openDatabase(fake.storeFile());
    QObject::connect(&asking, &QuitSignals::asked, &test.window, &MainWindow::quit);
    QSignalSpy told(&asking, &QuitSignals::asked);
    QSignalSpy events(&test.window.workspace()->scheduler(), &RunScheduler::event);
    test.window.runCommands().start({run});
    REQUIRE(waitFor([&] { return events.count() > 0; }));
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
        const auto before = told.count();
        if (number != SIGTERM) QObject::disconnect(&asking, nullptr, &test.window, nullptr);
        pthread_kill(pthread_self(), number); // threads of earlier tests hold nothing back
        REQUIRE(waitFor([&] { return told.count() > before; }));
    }
    CHECK(waitFor([&] { return fake.run(run).state == RunState::Interrupted; }));
    CHECK(test.questions == 0);
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

TEST_CASE("a run whose checkpoint is gone is trained from the start only when that is wanted", "[gui][window]") {
    FakeWorker fake("echo \"$*\" >> \"$(dirname \"$0\")/arguments\"\nexit 130\n");
    const RunId run = fake.queue();
    {
        RunStore(fake.database()).start(run, getpid(), 1);
        RunWriter writer(fake.database(), run);
        for (const int task : {1, 2}) writer.add(AccuracyRow{task, 1, 1, 0.5, 0.5});
        writer.flush();
        RunStore(fake.database()).finish(run, RunState::Interrupted);
    }
    TestWindow test(fake.program());
    test.window.openDatabase(fake.storeFile());
    test.answer = false;
    test.window.runCommands().start({run});
    CHECK(test.questions == 1);
    CHECK(!test.window.workspace()->scheduler().isWaiting(run));
    test.answer = true;
    test.window.runCommands().start({run});
    REQUIRE(waitFor([&] { return QFile::exists(fake.path("arguments")); }));
    REQUIRE(waitFor([&] { return test.window.workspace()->scheduler().training().empty(); }));
    QFile file(fake.path("arguments"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll().contains("--from-start"));
}
