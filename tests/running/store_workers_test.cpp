#include "running/store_workers.h"

#include "store/run_store.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/idle_process.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct Store {
    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "q.sqlite");

    RunId start(const IdleProcess& worker, int threads = 1) {
        const RunId run = queueExample(database);
        RunStore(database).start(run, worker.pid(), threads);
        return run;
    }
};

} // namespace

TEST_CASE("A store's workers are those that live") {
    Store store;
    const IdleProcess here;
    const IdleProcess gone;
    const RunId run = store.start(here, 2);
    const RunId left = store.start(gone);
    gone.kill();
    gone.awaitEnd();
    const auto workers = liveWorkers(store.database);
    REQUIRE(workers.size() == 1);
    CHECK(workers[0].run == run);
    CHECK(workers[0].threads == 2);
    CHECK(liveWorker(store.database, run)->process.pid == here.pid());
    CHECK_FALSE(liveWorker(store.database, left));
}

TEST_CASE("A stranger with a worker's number is no worker") {
    Store store;
    const IdleProcess stranger;
    const RunId run = store.start(stranger);
    runSql(store.folder / "q.sqlite", "UPDATE runs SET worker_start_ticks = worker_start_ticks - 1");
    CHECK_FALSE(liveWorker(store.database, run));
    CHECK_FALSE(stopWorker(store.database, run));
    // Where no start time is known, its name tells.
    runSql(store.folder / "q.sqlite", "UPDATE runs SET worker_start_ticks = 0");
    CHECK_FALSE(stopWorker(store.database, run));
    CHECK(kill(stranger.pid(), 0) == 0);
}

TEST_CASE("A worker is asked to stop, whoever started it") {
    Store store;
    const IdleProcess worker;
    const RunId run = store.start(worker);
    CHECK(stopWorker(store.database, run));
    CHECK(worker.awaitEnd() == SIGINT);
    CHECK_FALSE(stopWorker(store.database, run));
}

TEST_CASE("A suspended worker stops as well") {
    Store store;
    const IdleProcess worker;
    const RunId run = store.start(worker);
    kill(worker.pid(), SIGSTOP);
    siginfo_t info{};
    waitid(P_PID, static_cast<id_t>(worker.pid()), &info, WSTOPPED | WNOWAIT);
    CHECK(stopWorker(store.database, run));
    CHECK(worker.awaitEnd() == SIGINT);
}

TEST_CASE("Cores that others keep busy stay so for a moment after") {
    using namespace std::chrono_literals;
    Store store;
    const IdleProcess theirs;
    const IdleProcess ours;
    const RunId mine = store.start(ours);
    const CoresElsewhere::Clock::time_point begin;
    CoresElsewhere elsewhere(store.database);
    CHECK(elsewhere.count({mine}, begin) == 0);
    const RunId other = store.start(theirs, 2);
    CHECK(elsewhere.count({mine}, begin + 100ms) == 0); // not looked again yet
    CHECK(elsewhere.count({mine}, begin + 500ms) == 2);
    RunStore(store.database).finish(other, RunState::Done);
    CHECK(elsewhere.count({mine}, begin + 1500ms) == 2);
    CHECK(elsewhere.count({mine}, begin + 2500ms) == 0);
    CHECK(elsewhere.count({}, begin + 3s) == 1);
}
