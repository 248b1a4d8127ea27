#include "running/resumption.h"

#include "running/run_queue.h"
#include "store/run_files.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/safetensors_writer.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// An interrupted run of three tasks and two epochs.
class Interrupted {
public:
    explicit Interrupted(const std::vector<RunPosition>& positions) {
        RunWriter writer(database, run);
        writer.add(AccuracyRow{0, 0, 1, {}, 0.1});
        for (const auto position : positions) writer.add(AccuracyRow{position.task, position.epoch, 1, 0.5, 0.5});
        writer.flush();
        RunStore(database).finish(run, RunState::Interrupted);
    }
    [[nodiscard]] std::filesystem::path checkpoint() const { return checkpointFile(database.file(), run); }
    void writeCheckpoint(RunPosition position) const {
        std::filesystem::create_directories(checkpoint().parent_path());
        writeSafetensors(checkpoint(),
                         {{"task", std::to_string(position.task)}, {"epoch", std::to_string(position.epoch)}}, {});
    }
    [[nodiscard]] std::string obstacle() const { return obstacleToGoingOn(database, run); }

    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "runs.sqlite");
    RunId run = startExample(database, "sgd");
};

} // namespace

TEST_CASE("a run goes on from the checkpoint of an epoch that the rows hold", "[running]") {
    const Interrupted run({{1, 1}, {1, 2}, {2, 1}});
    run.writeCheckpoint({2, 1});
    CHECK(run.obstacle().empty());
    run.writeCheckpoint({1, 2}); // killed between the rows and their checkpoint
    CHECK(run.obstacle().empty());
}

TEST_CASE("a checkpoint ahead of its rows, or over a hole in them, is told", "[running]") {
    const Interrupted behind({{1, 1}, {1, 2}});
    behind.writeCheckpoint({2, 2});
    CHECK(contains(behind.obstacle(), "run-1.safetensors: it is of task 2, epoch 2, but the run's rows end at task 1"));
    const Interrupted hole({{1, 1}, {2, 1}, {2, 2}});
    hole.writeCheckpoint({2, 2});
    CHECK(contains(hole.obstacle(), "lacks what was measured at task 1, epoch 2"));
    const Interrupted beginning({{1, 2}, {2, 1}});
    beginning.writeCheckpoint({2, 1});
    CHECK(contains(beginning.obstacle(), "lacks what was measured at task 1, epoch 1"));
}

TEST_CASE("a checkpoint that is not on the run's plan is told", "[running]") {
    const Interrupted run({{1, 1}, {1, 2}});
    for (const RunPosition position : {RunPosition{1, 3}, {0, 1}, {-1, 1}, {1, 0}}) {
        run.writeCheckpoint(position);
        CHECK(contains(run.obstacle(), "plan"));
    }
}

TEST_CASE("a checkpoint that is gone is told, but not before there need be one", "[running]") {
    const Interrupted run({{1, 1}, {1, 2}});
    CHECK(contains(run.obstacle(), "expected the checkpoint of run 1, trained up to task 1, epoch 2; found none"));
    CHECK(Interrupted({{1, 1}}).obstacle().empty());
    CHECK(Interrupted({}).obstacle().empty());
}

TEST_CASE("a checkpoint without check sums is none", "[running]") {
    const Interrupted run({{1, 1}, {1, 2}});
    std::filesystem::create_directories(run.checkpoint().parent_path());
    const std::string header = R"({"__metadata__":{"task":"1","epoch":"2"}})";
    std::string bytes(8, '\0');
    bytes[0] = static_cast<char>(header.size());
    writeBytes(run.checkpoint(), bytes + header);
    CHECK(contains(run.obstacle(), "check sums"));
    writeBytes(run.checkpoint(), "");
    CHECK(contains(run.obstacle(), "run-1.safetensors"));
}

TEST_CASE("a run keeps the threads it was trained with unless others are asked for", "[running]") {
    Interrupted run({{1, 1}, {1, 2}});
    CHECK(threadsSoFar(run.database, run.run) == 1);
    CHECK(waitingRun(run.database, run.run, {.threads = 2}, 2).threads == RunThreads{1});
    CHECK(waitingRun(run.database, run.run, {.threads = 2, .changeThreads = true}, 2).threads == RunThreads{2});
    CHECK(waitingRun(run.database, run.run, {.threads = 2, .fromStart = true}, 2).threads == RunThreads{2});
    RunStore(run.database).start(run.run, getpid(), 2);
    CHECK(run.database.handle().execAndGet("SELECT earlier_threads FROM runs").getString() == "1 ");
    CHECK(threadsSoFar(Interrupted({}).database, 1) == 0);
}

TEST_CASE("what a killed writer left of a checkpoint goes with the run, other files stay", "[running]") {
    Interrupted run({{1, 1}});
    run.writeCheckpoint({1, 1});
    const auto folder = run.checkpoint().parent_path();
    for (const char* name : {".run-1.safetensors.tmp-77", ".run-11.safetensors.tmp-77", ".run-1.safetensors.tmp-mine"})
        writeBytes(folder / name, "half");
    removeUnfinishedFiles(run.database.file(), run.run);
    CHECK(!std::filesystem::exists(folder / ".run-1.safetensors.tmp-77"));
    CHECK(std::filesystem::exists(folder / ".run-11.safetensors.tmp-77"));
    CHECK(std::filesystem::exists(folder / ".run-1.safetensors.tmp-mine"));
    CHECK(std::filesystem::exists(run.checkpoint()));
    writeBytes(folder / ".run-1.safetensors.tmp-78", "half");
    RunStore(run.database).remove(run.run);
    CHECK(!std::filesystem::exists(folder / ".run-1.safetensors.tmp-78"));
    CHECK(!std::filesystem::exists(run.checkpoint()));
}
