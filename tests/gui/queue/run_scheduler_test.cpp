#include "queue/run_scheduler.h"

#include "gui/queue/fake_worker.h"
#include "gui/wait.h"
#include "support/idle_process.h"

#include <QSignalSpy>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr auto kUntilStopped = "trap 'exit 130' INT\nwhile :; do sleep 0.05; done\n";

/// Every run ended: nothing trains, nothing waits.
bool waitForEnd(const RunScheduler& scheduler) {
    return waitFor([&] { return scheduler.training().empty() && scheduler.waiting().empty(); });
}

} // namespace

TEST_CASE("a worker's events reach the window, and noise among them does no harm", "[gui][queue]") {
    FakeWorker fake(R"(
echo 'warming up'
echo '{"event":"progress","run":'"$1"',"name":"fake","method":"sgd","seed":0,"task":2,"tasks":5,"epoch":1,"epochs":1,"step":3,"steps":9,"loss":0.5,"fraction":0.25}'
echo '{broken'
echo "$@" > "$(dirname "$0")/arguments"
kill -INT $$
)");
    const RunId run = fake.queue();
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    std::vector<RunEvent> events;
    QObject::connect(&scheduler, &RunScheduler::event, &scheduler,
                     [&](const RunEvent& event) { events.push_back(event); });
    scheduler.start(run);
    REQUIRE(waitForEnd(scheduler));
    REQUIRE(events.size() == 1);
    CHECK(events.front().run == run);
    CHECK(events.front().task == 2);

    QFile arguments(fake.path("arguments"));
    REQUIRE(arguments.open(QIODevice::ReadOnly));
    CHECK(arguments.readAll().trimmed() == QString("%1 --db %2 --threads 1").arg(run).arg(fake.storeFile()));
}

TEST_CASE("runs wait for their pretraining, and are refused when that fails", "[gui][queue][pretraining]") {
    FakeWorker fake("echo \"$1\" >> \"$(dirname \"$0\")/started\"\necho 'no such image' >&2\nexit 2\n");
    const RunId pretraining = fake.queue("mlp", {.role = RunRole::Pretraining, .content = "classes"});
    const RunId first = fake.queue("mlp", {.pretrainingRun = pretraining});
    const RunId second = fake.queue("mlp", {.pretrainingRun = pretraining});
    RunScheduler scheduler(fake.database(), fake.program(), 4);
    QSignalSpy failed(&scheduler, &RunScheduler::runFailed);
    QSignalSpy ended(&scheduler, &RunScheduler::allEnded);
    scheduler.start(first); // takes its pretraining along
    scheduler.start(second);
    CHECK(scheduler.isWaiting(pretraining));
    REQUIRE(waitForEnd(scheduler));
    CHECK(failed.count() == 3);
    CHECK(ended.count() == 1);
    CHECK(fake.run(second).state == RunState::Failed);
    CHECK(fake.run(second).message == "its pretraining, run 1, failed: no such image");
    QFile started(fake.path("started"));
    REQUIRE(started.open(QIODevice::ReadOnly));
    CHECK(started.readAll() == "1\n");
}

TEST_CASE("stopping a pretraining leaves the runs that wait for it queued", "[gui][queue][pretraining]") {
    FakeWorker fake(kUntilStopped);
    const RunId pretraining = fake.queue("mlp", {.role = RunRole::Pretraining, .content = "classes"});
    const RunId run = fake.queue("mlp", {.pretrainingRun = pretraining});
    RunScheduler scheduler(fake.database(), fake.program(), 4);
    scheduler.start(pretraining);
    scheduler.start(run);
    REQUIRE(waitFor([&] { return scheduler.isTraining(pretraining); }));
    CHECK(scheduler.isWaiting(run));
    scheduler.stop(pretraining);
    REQUIRE(waitForEnd(scheduler));
    CHECK(fake.run(pretraining).state == RunState::Interrupted);
    CHECK(fake.run(run).state == RunState::Queued);
}

TEST_CASE("a worker that dies leaves a failed run with its last lines", "[gui][queue]") {
    FakeWorker fake("echo 'allocating' >&2\necho 'out of memory in layer4' >&2\nkill -9 $$\n");
    const RunId run = fake.queue();
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    QSignalSpy failed(&scheduler, &RunScheduler::runFailed);
    scheduler.start(run);
    REQUIRE(waitForEnd(scheduler));
    CHECK(failed.count() == 1);
    CHECK(fake.run(run).state == RunState::Failed);
    CHECK(fake.run(run).message ==
          "the worker was killed (signal 9), often for want of memory; its last words: out of memory in layer4\n"
          "allocating");
}

TEST_CASE("a worker that gives up says why in one line", "[gui][queue]") {
    FakeWorker fake("echo 'lightcl-worker: train-images: expected 60000 images, got 3' >&2\nexit 2\n");
    const RunId run = fake.queue();
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.start(run);
    REQUIRE(waitForEnd(scheduler));
    CHECK(fake.run(run).state == RunState::Failed);
    CHECK(fake.run(run).message == "train-images: expected 60000 images, got 3");
}

TEST_CASE("a worker that ends well without finishing its run has failed", "[gui][queue]") {
    FakeWorker fake("exit 0\n");
    const RunId run = fake.queue();
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.start(run);
    REQUIRE(waitForEnd(scheduler));
    CHECK(fake.run(run).state == RunState::Failed);
    CHECK(fake.run(run).message == "the worker ended without finishing the run");
}

TEST_CASE("a worker that is not there fails every run and blocks nothing", "[gui][queue]") {
    FakeWorker fake("exit 0\n");
    const std::vector<RunId> runs = {fake.queue(), fake.queue(), fake.queue()};
    RunScheduler scheduler(fake.database(), fake.path("no-such-worker"), 2);
    QSignalSpy ended(&scheduler, &RunScheduler::allEnded);
    for (const RunId run : runs) scheduler.start(run);
    REQUIRE(waitForEnd(scheduler));
    CHECK(ended.count() == 1);
    for (const RunId run : runs) {
        CHECK(fake.run(run).state == RunState::Failed);
        CHECK(fake.run(run).message.find("no-such-worker") != std::string::npos);
    }
}

TEST_CASE("a worker's idle threads sleep, unless the user wants it otherwise", "[gui][queue]") {
    FakeWorker fake("echo \"$OMP_WAIT_POLICY\" > \"$(dirname \"$0\")/policy\"\nkill -INT $$\n");
    const QByteArray before = qgetenv("OMP_WAIT_POLICY");
    const auto policyOf = [&](RunId run) {
        RunScheduler scheduler(fake.database(), fake.program(), 2);
        scheduler.start(run);
        REQUIRE(waitForEnd(scheduler));
        QFile file(fake.path("policy"));
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll().trimmed();
    };
    qunsetenv("OMP_WAIT_POLICY");
    CHECK(policyOf(fake.queue()) == "passive");
    qputenv("OMP_WAIT_POLICY", "active");
    CHECK(policyOf(fake.queue()) == "active");
    before.isNull() ? qunsetenv("OMP_WAIT_POLICY") : qputenv("OMP_WAIT_POLICY", before);
}

TEST_CASE("a run that does not fit beside the running one lets a later one pass", "[gui][queue]") {
    FakeWorker fake(kUntilStopped);
    const RunId running = fake.queue();
    const RunId wide = fake.queue();
    const RunId later = fake.queue();
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.setThreads(1);
    scheduler.start(running);
    scheduler.setThreads(2);
    scheduler.start(wide);
    scheduler.setThreads(1);
    scheduler.start(later);
    REQUIRE(waitFor([&] { return scheduler.isTraining(later); }));
    CHECK(scheduler.training() == std::set<RunId>{running, later});
    CHECK(scheduler.waiting() == std::set<RunId>{wide});
    scheduler.stopAll();
    REQUIRE(waitForEnd(scheduler));
}

TEST_CASE("a run waits for cores that another program's worker keeps busy", "[gui][queue]") {
    FakeWorker fake("kill -INT $$\n");
    const IdleProcess other;
    const RunId elsewhere = fake.queue();
    const RunId run = fake.queue();
    RunStore(fake.database()).start(elsewhere, other.pid(), 2);
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.start(run);
    QEventLoop loop; // one look at the queue, which the scheduler asked for before this one
    QTimer::singleShot(0, &loop, &QEventLoop::quit);
    loop.exec();
    CHECK(scheduler.isWaiting(run));
    CHECK(scheduler.training().empty());
    RunStore(fake.database()).finish(elsewhere, RunState::Done);
    REQUIRE(waitForEnd(scheduler));
    CHECK(fake.run(run).state == RunState::Interrupted);
}

TEST_CASE("a worker has a process group of its own", "[gui][queue]") {
    FakeWorker fake("cut -d' ' -f1,5 /proc/$$/stat > \"$(dirname \"$0\")/group\"\nkill -INT $$\n");
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.start(fake.queue());
    REQUIRE(waitForEnd(scheduler));
    QFile file(fake.path("group"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> numbers = file.readAll().trimmed().split(' ');
    REQUIRE(numbers.size() == 2);
    CHECK(numbers[0] == numbers[1]);
}

TEST_CASE("as many runs train at once as there are cores for", "[gui][queue]") {
    FakeWorker fake(kUntilStopped);
    const RunId large = fake.queue("resnet18");
    const RunId first = fake.queue();
    const RunId second = fake.queue();
    const RunId third = fake.queue();
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.start(large);
    REQUIRE(waitFor([&] { return scheduler.isTraining(large); }));
    // It was alone, so it has both cores.
    for (const RunId run : {large, first, second, third}) scheduler.start(run);
    CHECK(scheduler.training() == std::set<RunId>{large});
    CHECK(scheduler.waiting() == std::set<RunId>{first, second, third});

    scheduler.stop(large);
    REQUIRE(waitFor([&] { return scheduler.isTraining(first) && scheduler.isTraining(second); }));
    CHECK(scheduler.waiting() == std::set<RunId>{third});
    CHECK_FALSE(scheduler.isTraining(large));
    // Never begun, so it stays queued or becomes interrupted, but it has not failed.
    CHECK(fake.run(large).state == RunState::Interrupted);

    scheduler.stopAll();
    REQUIRE(waitForEnd(scheduler));
    CHECK(fake.run(third).state == RunState::Queued);
    CHECK(fake.run(first).state == RunState::Interrupted);
}

TEST_CASE("large runs that wait together train side by side", "[gui][queue]") {
    FakeWorker fake(kUntilStopped);
    const std::vector<RunId> runs = {fake.queue("resnet18"), fake.queue("resnet18"), fake.queue("resnet18")};
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    for (const RunId run : runs) scheduler.start(run);
    REQUIRE(waitFor([&] { return scheduler.isTraining(runs[1]); }));
    CHECK(scheduler.training() == std::set<RunId>{runs[0], runs[1]});
    scheduler.stopAll();
    REQUIRE(waitForEnd(scheduler));
}

TEST_CASE("runs that do not stop are told of once, together, and their stopping at once", "[gui][queue]") {
    FakeWorker fake("trap '' INT\ntouch \"$(dirname \"$0\")/ready$1\"\nwhile :; do sleep 0.05; done\n");
    const std::vector<RunId> runs = {fake.queue(), fake.queue()};
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.setPatience(std::chrono::milliseconds(50));
    std::vector<std::vector<RunId>> told;
    QObject::connect(&scheduler, &RunScheduler::stillRunning, &scheduler,
                     [&](const std::vector<RunId>& still) { told.push_back(still); });
    for (const RunId run : runs) scheduler.start(run);
    for (const RunId run : runs)
        REQUIRE(waitFor([&] { return QFile::exists(fake.path(QString("ready%1").arg(run))); }));
    QSignalSpy changed(&scheduler, &RunScheduler::changed);
    for (const RunId run : runs) scheduler.stop(run);
    CHECK(changed.count() == 2);
    CHECK(scheduler.stopping() == std::set<RunId>(runs.begin(), runs.end()));
    REQUIRE(waitFor([&] { return !told.empty(); }));
    for (const RunId run : runs) scheduler.kill(run);
    REQUIRE(waitForEnd(scheduler));
    CHECK(told == std::vector<std::vector<RunId>>{runs});
}

TEST_CASE("a worker that does not listen can be ended", "[gui][queue]") {
    FakeWorker fake("trap '' INT\ntouch \"$(dirname \"$0\")/ready\"\nwhile :; do sleep 0.05; done\n");
    const RunId run = fake.queue();
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    scheduler.start(run);
    REQUIRE(waitFor([&] { return QFile::exists(fake.path("ready")); }));
    scheduler.stop(run);
    scheduler.kill(run);
    REQUIRE(waitForEnd(scheduler));
    CHECK(fake.run(run).state == RunState::Interrupted);
}
