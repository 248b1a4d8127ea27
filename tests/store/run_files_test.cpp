#include "store/run_files.h"

#include "base/error.h"
#include "store/run_store.h"
#include "store/store_fixture.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct Checkpoints {
    Checkpoints() { std::filesystem::create_directories(checkpointFile(database, 1).parent_path()); }
    void write(RunId run, const std::string& bytes) const { writeBytes(checkpointFile(database, run), bytes); }
    void keep(RunId run, int task) const { keepCheckpoint(checkpointFile(database, run), database, run, task); }

    TemporaryFolder folder;
    std::filesystem::path database = folder / "runs.sqlite";
};

} // namespace

TEST_CASE("a kept checkpoint stays as it was when the run's is replaced", "[store]") {
    const Checkpoints files;
    files.write(1, "task one");
    files.keep(1, 1);
    files.keep(1, 1); // again, after a kill
    // As a worker does: another file takes the place.
    writeBytes(files.folder / "next", "task two, longer");
    std::filesystem::rename(files.folder / "next", checkpointFile(files.database, 1));
    files.keep(1, 2);
    CHECK(readBytes(taskCheckpointFile(files.database, 1, 1)) == "task one");
    CHECK(readBytes(taskCheckpointFile(files.database, 1, 2)) == "task two, longer");
    const auto kept = keptCheckpoints(files.database, 1);
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].task == 1);
    CHECK(kept[0].bytes == 8);
    CHECK(kept[1].task == 2);
    CHECK(kept[1].bytes == 16);
    // Nothing half made is left.
    CHECK(std::distance(std::filesystem::directory_iterator(kept[0].file.parent_path()), {}) == 3);
}

TEST_CASE("only a run's own kept checkpoints are listed and removed", "[store]") {
    const Checkpoints files;
    for (const RunId run : {1, 11}) {
        files.write(run, "x");
        for (const int task : {1, 2, 10}) files.keep(run, task);
    }
    writeBytes(checkpointFile(files.database, 1).parent_path() / "run-1-task-x.safetensors", "");
    writeBytes(checkpointFile(files.database, 1).parent_path() / "run-1-task-.safetensors", "");
    CHECK(keptCheckpoints(files.database, 1).back().task == 10);
    CHECK(keptCheckpoints(files.database, 1).size() == 3);
    CHECK(removeKeptCheckpoints(files.database, 1) == 3);
    CHECK(keptCheckpoints(files.database, 1).empty());
    CHECK(keptCheckpoints(files.database, 11).size() == 3);
    CHECK(std::filesystem::exists(checkpointFile(files.database, 1)));
    CHECK(keptCheckpoints(files.folder / "other.sqlite", 1).empty());
}

TEST_CASE("a checkpoint that is not there cannot be kept, and says so by name", "[store]") {
    const Checkpoints files;
    const auto message = messageOf<Error>([&] { files.keep(3, 2); });
    CHECK(contains(message, "run-3-task-2.safetensors: cannot keep "));
    CHECK(contains(message, "run-3.safetensors here: "));
}

TEST_CASE("deleting a run deletes the checkpoints that it kept", "[store]") {
    const Checkpoints files;
    auto database = Database::openForWriting(files.database);
    const RunId run = queueExample(database);
    files.write(run, "x");
    files.keep(run, 1);
    RunStore(database).remove(run);
    CHECK(keptCheckpoints(files.database, run).empty());
    CHECK(!std::filesystem::exists(checkpointFile(files.database, run)));
}
