#include "running/worker_end.h"

#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/store_fixture.h"
#include "support/catch.h"

#include <csignal>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A run that a worker, which is gone by now, has taken over, or has not.
class LeftRun {
public:
    explicit LeftRun(bool takenOver = true) : database_(Database::openForWriting(folder_ / "q.sqlite")) {
        run_ = queueExample(database_);
        if (takenOver) RunStore(database_).start(run_, 0, 1);
    }
    RunStore store() { return RunStore(database_); }
    [[nodiscard]] RunId run() const { return run_; }
    void says(const std::string& line) { words_.add(line); }
    WorkerEnd settle(int exitCode, int signal = 0, bool stopAsked = false) {
        return settleRun(database_, run_, {exitCode, signal, {}}, words_, stopAsked);
    }
    WorkerEnd settle(const ProcessEnd& end) { return settleRun(database_, run_, end, words_, false); }
    [[nodiscard]] RunSummary stored() const { return RunReader(database_).run(run_); }

private:
    TemporaryFolder folder_;
    Database database_;
    LastWords words_;
    RunId run_ = 0;
};

} // namespace

TEST_CASE("A worker that was killed is told in one way, with its last words") {
    LeftRun run;
    run.says("allocating");
    run.says("out of memory in layer4");
    const auto end = run.settle(0, SIGKILL);
    CHECK(end.state == RunState::Failed);
    CHECK(end.exitCode == kExitFailed);
    CHECK(end.reason ==
          "the worker was killed (signal 9), often for want of memory; its last words: out of memory in layer4");
    CHECK(run.stored().state == RunState::Failed);
    CHECK(run.stored().message == end.reason + "\nallocating");
    CHECK(LeftRun().settle(0, SIGSEGV).reason == "the worker crashed (signal 11, Segmentation fault)");
}

TEST_CASE("A worker that gives up says why in its last line, and ends as it does") {
    LeftRun run;
    run.says("a library warns");
    run.says("lightcl-worker: images.gz: cut short");
    const auto end = run.settle(kExitBadInput);
    CHECK(end.reason == "images.gz: cut short");
    CHECK(end.exitCode == kExitBadInput);
    CHECK(run.stored().message == "images.gz: cut short\na library warns");
    CHECK(LeftRun().settle(7).reason == "the worker ended with exit code 7");
    CHECK(LeftRun().settle({0, 0, "cannot start it"}).reason == "cannot start it");
}

TEST_CASE("What a worker stored of its end stays") {
    LeftRun done;
    done.store().finish(done.run(), RunState::Done);
    CHECK(done.settle(0, SIGSEGV).exitCode == kExitDone);
    CHECK(done.stored().state == RunState::Done);
    LeftRun failed;
    failed.store().finish(failed.run(), RunState::Failed, "no such file");
    CHECK(failed.settle(kExitFailed).reason == "no such file");
    failed.says("chatter at exit");
    failed.settle(kExitFailed);
    CHECK(failed.stored().message == "no such file");
}

TEST_CASE("A worker that stopped when it was asked to left an interrupted run") {
    const auto stateAfter = [](int exitCode, int signal, bool stopAsked) {
        LeftRun run;
        const auto end = run.settle(exitCode, signal, stopAsked);
        CHECK(run.stored().state == end.state);
        return end.state;
    };
    for (const bool asked : {false, true}) {
        CHECK(stateAfter(kExitInterrupted, 0, asked) == RunState::Interrupted);
        CHECK(stateAfter(0, SIGINT, asked) == RunState::Interrupted);
        CHECK(stateAfter(0, SIGTERM, asked) == RunState::Interrupted);
        CHECK(stateAfter(kExitFailed, 0, asked) == RunState::Failed);
        CHECK(stateAfter(0, SIGSEGV, asked) == RunState::Failed);
    }
    CHECK(stateAfter(0, SIGKILL, true) == RunState::Interrupted);
    CHECK(stateAfter(kExitDone, 0, true) == RunState::Interrupted);
}

TEST_CASE("A worker that ends well without finishing its run has failed") {
    LeftRun run;
    CHECK(run.settle(kExitDone).reason == "the worker ended without finishing the run");
    CHECK(run.stored().state == RunState::Failed);
}

TEST_CASE("A run whose new worker died before it took it over has failed") {
    LeftRun run(false);
    run.store().finish(run.run(), RunState::Interrupted);
    run.settle(0, SIGKILL);
    CHECK(run.stored().state == RunState::Failed);
    LeftRun queued(false);
    queued.settle(kExitInterrupted);
    CHECK(queued.stored().state == RunState::Interrupted);
}
