#include "queue/run_scheduler.h"

#include "gui/queue/fake_worker.h"
#include "gui/wait.h"

#include <QSignalSpy>

using namespace lightcl;
using namespace lightcl::test;

namespace {

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
          "the worker was killed (signal 9); often the system ran out of memory\nallocating\nout of memory in layer4");
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

TEST_CASE("as many runs train at once as there are cores for", "[gui][queue]") {
    // Each worker waits until it is told to stop.
    FakeWorker fake("trap 'exit 130' INT\nwhile :; do sleep 0.05; done\n");
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
    FakeWorker fake("trap 'exit 130' INT\nwhile :; do sleep 0.05; done\n");
    const std::vector<RunId> runs = {fake.queue("resnet18"), fake.queue("resnet18"), fake.queue("resnet18")};
    RunScheduler scheduler(fake.database(), fake.program(), 2);
    for (const RunId run : runs) scheduler.start(run);
    REQUIRE(waitFor([&] { return scheduler.isTraining(runs[1]); }));
    CHECK(scheduler.training() == std::set<RunId>{runs[0], runs[1]});
    scheduler.stopAll();
    REQUIRE(waitForEnd(scheduler));
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
