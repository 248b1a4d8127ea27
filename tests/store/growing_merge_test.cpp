// Runs that come home while they are trained.
#include "base/process.h"
#include "store/merge.h"
#include "store/run_files.h"
#include "store/run_identities.h"
#include "store/run_marks.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/snapshot.h"
#include "store/store_fixture.h"
#include "support/catch.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A run in training, with the rows of its first epochs.
class GrowingRun {
public:
    GrowingRun() : database_(Database::openForWriting(folder_ / "there.sqlite")), run_(startExample(database_, "er")) {
        // Trained by a process that cannot be looked at from here.
        runSql(file(), "UPDATE runs SET worker_place = 'board/1 boot space'");
    }
    void train(int task, int epoch, double accuracy) {
        RunWriter writer(database_, run_);
        writer.add(AccuracyRow{task, epoch, 1, accuracy, accuracy});
        writer.add(LossRow{task, epoch, 1, accuracy});
        writer.flush();
        writer.progress({{task, epoch}, 1, 1, 0.25 * (task - 1) + 0.1 * epoch, 0.5, 1});
    }
    void end(RunState state = RunState::Done) { RunStore(database_).finish(run_, state); }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "there.sqlite"; }
    [[nodiscard]] std::filesystem::path home() const { return folder_ / "home.sqlite"; }
    [[nodiscard]] std::filesystem::path snapshot(const std::string& name) const {
        writeSnapshot(file(), folder_ / name);
        return folder_ / name;
    }
    [[nodiscard]] MergedSource fetch(const std::filesystem::path& source, bool checkpoints = false) const {
        MergeOptions options;
        options.growing = true;
        options.checkpoints = checkpoints;
        return mergeDatabases(home(), {source}, options).front();
    }
    [[nodiscard]] RunSummary atHome() const { return RunReader(Database::openForReading(home())).run(1); }
    [[nodiscard]] std::size_t accuraciesAtHome() const {
        return RunReader(Database::openForReading(home())).accuracies(1).size();
    }
    Database& database() { return database_; }
    [[nodiscard]] RunId id() const { return run_; }

private:
    TemporaryFolder folder_;
    Database database_;
    RunId run_;
};

} // namespace

TEST_CASE("a run that trains elsewhere comes home as far as it is, and grows", "[store]") {
    GrowingRun run;
    run.train(1, 1, 0.5);
    CHECK(run.fetch(run.file()).taken.size() == 1);
    CHECK(run.atHome().state == RunState::Running);
    CHECK(run.accuraciesAtHome() == 1);
    run.train(1, 2, 0.75);
    const auto grown = run.fetch(run.file());
    CHECK(grown.taken.empty());
    CHECK(grown.grown.size() == 1);
    CHECK(run.accuraciesAtHome() == 2);
    run.end();
    CHECK(run.fetch(run.file()).grown.size() == 1);
    CHECK(run.atHome().state == RunState::Done);
    // Nothing more can come of it.
    const auto last = run.fetch(run.file());
    CHECK(last.grown.empty());
    CHECK(last.known.size() == 1);
}

TEST_CASE("an older copy takes nothing away", "[store]") {
    GrowingRun run;
    run.train(1, 1, 0.5);
    const auto old = run.snapshot("old.sqlite");
    run.train(1, 2, 0.75);
    static_cast<void>(run.fetch(run.snapshot("new.sqlite")));
    CHECK(run.fetch(old).grown.empty());
    CHECK(run.accuraciesAtHome() == 2);
    run.end();
    static_cast<void>(run.fetch(run.file()));
    CHECK(run.fetch(old).grown.empty());
    CHECK(run.atHome().state == RunState::Done);
}

TEST_CASE("what somebody marked a run with at home stays when it grows", "[store]") {
    GrowingRun run;
    run.train(1, 1, 0.5);
    static_cast<void>(run.fetch(run.file()));
    {
        auto home = Database::openForWriting(run.home());
        RunMarks(home).changeTags({1}, {"mine"}, {});
    }
    run.train(1, 2, 0.75);
    run.end();
    static_cast<void>(run.fetch(run.file()));
    CHECK(run.atHome().state == RunState::Done);
    CHECK(integerOf(Database::openForReading(run.home()), "SELECT count(*) FROM run_tags WHERE tag = 'mine'") == 1);
}

TEST_CASE("a run that is trained here is not overwritten by its copy", "[store]") {
    GrowingRun run;
    run.train(1, 1, 0.5);
    run.end(RunState::Interrupted);
    static_cast<void>(run.fetch(run.file()));
    {
        auto home = Database::openForWriting(run.home());
        RunStore(home).start(1, getpid(), 1);
    }
    RunStore(run.database()).start(run.id(), getpid(), 1);
    runSql(run.file(), "UPDATE runs SET worker_place = 'board/1 boot space'");
    run.train(1, 2, 0.75);
    CHECK(run.fetch(run.file()).grown.empty());
    CHECK(run.accuraciesAtHome() == 1);
}

TEST_CASE("runs that have not begun stay where they are", "[store]") {
    GrowingRun run;
    queueExample(run.database(), "sgd");
    run.train(1, 1, 0.5);
    const auto merged = run.fetch(run.file());
    CHECK(merged.taken.size() == 1);
    CHECK(merged.waiting.size() == 1);
    CHECK(integerOf(Database::openForReading(run.home()), "SELECT count(*) FROM runs") == 1);
}

TEST_CASE("a run whose worker is gone for certain comes home interrupted", "[store]") {
    GrowingRun run;
    run.train(1, 1, 0.5);
    const auto here = ProcessIdentity::of(getpid());
    runSql(run.file(), "UPDATE runs SET worker_pid = " + std::to_string(here.pid) +
                           ", worker_start_ticks = 1, worker_place = '" + here.place + "'");
    static_cast<void>(run.fetch(run.file()));
    CHECK(run.atHome().state == RunState::Interrupted);
    CHECK(run.fetch(run.file()).grown.empty());
}

TEST_CASE("checkpoints come of finished runs only", "[store]") {
    GrowingRun run;
    run.train(1, 1, 0.5);
    std::filesystem::create_directories(checkpointFile(run.file(), 1).parent_path());
    writeBytes(checkpointFile(run.file(), 1), "weights");
    static_cast<void>(run.fetch(run.file(), true));
    CHECK(!std::filesystem::exists(checkpointFile(run.home(), 1)));
    run.end();
    static_cast<void>(run.fetch(run.file(), true));
    CHECK(readBytes(checkpointFile(run.home(), 1)) == "weights");
}

TEST_CASE("a snapshot has no log, other specs, and lacks what is not wanted", "[store]") {
    GrowingRun run;
    run.train(1, 1, 0.5);
    run.end();
    const auto second = startExample(run.database(), "sgd");
    const auto runs = runIdentities(run.database());
    const auto out = run.file().parent_path() / "snapshot.sqlite";
    writeSnapshot(run.file(), out, {{runs[0].uuid}, {{runs[1].uuid, "another spec"}}});
    CHECK(!std::filesystem::exists(out.string() + "-wal"));
    const auto database = Database::openForReading(out);
    const auto left = runIdentities(database);
    REQUIRE(left.size() == 1);
    CHECK(left[0].uuid == runs[1].uuid);
    CHECK(left[0].id == second);
    CHECK(RunReader(database).specToml(second) == "another spec");
    CHECK(integerOf(database, "SELECT count(*) FROM accuracies") == 0);
    CHECK(runIdentities(run.database()).size() == 2);
}
