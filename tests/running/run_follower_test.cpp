#include "running/run_follower.h"

#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/idle_process.h"

#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A run of five tasks with two epochs each, and the process that trains it.
struct TrainedElsewhere {
    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "q.sqlite");
    IdleProcess worker;
    RunId run =
        RunStore(database).queue(expandGrid(parseExperiment(smallSpec("[training]\nepochs = 2\n"), "spec")).front(),
                                 exampleCost(), exampleCost());

    TrainedElsewhere() { RunStore(database).start(run, worker.pid(), 1); }
    void reach(RunPosition position, int step, double fraction) {
        RunWriter(database, run).progress({position, step, 9, fraction, 0.5, 60});
    }
};

/// "started 0/5", "epoch 1/5 1/2 class-IL 0.75", …
std::string told(const std::vector<RunEvent>& events) {
    std::string text;
    for (const auto& event : events) {
        text += fmt::format("{}{} {}/{} {}/{}", text.empty() ? "" : ", ", event.event, event.task, event.tasks,
                            event.epoch, event.epochs);
        if (event.classIl) text += fmt::format(" class-IL {}", *event.classIl);
    }
    return text;
}

} // namespace

TEST_CASE("A run that trains elsewhere is told from the store as its worker tells it") {
    TrainedElsewhere trained;
    RunFollower follower(trained.database, trained.run);
    CHECK(told(follower.news()) == "started 0/5 0/2");
    CHECK(follower.news().empty());
    trained.reach({1, 1}, 3, 0.1);
    const auto events = follower.news();
    REQUIRE(told(events) == "progress 1/5 1/2");
    CHECK(events[0].step == 3);
    CHECK(events[0].steps == 9);
    CHECK(events[0].loss == 0.5);
    CHECK(events[0].remainingSeconds == 60);
    trained.reach({1, 1}, 4, 0.12);
    CHECK(told(follower.news()) == "progress 1/5 1/2");
    {
        RunWriter writer(trained.database, trained.run);
        writer.add(AccuracyRow{1, 1, 1, 0.75, 0.9});
        writer.flush();
    }
    trained.reach({1, 2}, 1, 0.2);
    CHECK(told(follower.news()) == "epoch 1/5 1/2 class-IL 0.75, progress 1/5 2/2 class-IL 0.75");
    CHECK_FALSE(follower.ended());
    RunStore(trained.database).finish(trained.run, RunState::Done);
    const auto last = follower.news();
    CHECK(told(last) == "epoch 1/5 2/2 class-IL 0.75, finished 1/5 2/2 class-IL 0.75");
    CHECK(last.back().state == "done");
    CHECK(follower.ended() == RunState::Done);
    CHECK(follower.news().empty());
}

TEST_CASE("A run whose worker died is told as interrupted") {
    TrainedElsewhere trained;
    RunFollower follower(trained.database, trained.run);
    follower.news();
    trained.worker.kill();
    trained.worker.awaitEnd();
    CHECK(follower.news().back().state == "interrupted");
    CHECK(follower.ended() == RunState::Interrupted);
}

TEST_CASE("A run that failed is told with its reason alone") {
    TrainedElsewhere trained;
    RunStore(trained.database).finish(trained.run, RunState::Failed, "out of memory\nits last words");
    RunFollower follower(trained.database, trained.run);
    const auto events = follower.news();
    CHECK(told(events) == "started 0/5 0/2, failed 0/5 0/2");
    CHECK(events.back().message == "out of memory");
}
