#include "app/main_window.h"

#include "app/quit_signals.h"
#include "gui/app/test_window.h"
#include "gui/queue/fake_worker.h"
#include "gui/wait.h"
#include "store/run_writer.h"
#include "support/idle_process.h"
#include "widgets/error_label.h"

#include <QSignalSpy>
#include <QStatusBar>
#include <algorithm>
#include <csignal>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

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
