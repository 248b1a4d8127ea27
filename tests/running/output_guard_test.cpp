#include "running/output_guard.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "store/run_files.h"
#include "store/store_fixture.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;
namespace fs = std::filesystem;

TEST_CASE("an output that is an input, the database or a part of it is refused", "[running]") {
    const TemporaryFolder folder;
    const auto database = folder / "runs.sqlite";
    Database::openForWriting(database);
    const auto checkpoint = checkpointFile(database, 1);
    fs::create_directories(checkpoint.parent_path());
    writeBytes(checkpoint, "checkpoint");
    writeBytes(folder / "start.safetensors", "weights");
    fs::create_symlink(database, folder / "link");
    fs::create_hard_link(database, folder / "name");
    fs::create_hard_link(checkpoint, folder / "second");
    fs::create_directory_symlink(folder.path(), folder / "here");
    const auto refusal = [&](const fs::path& output) {
        return messageOf<InputError>([&] { requireOutputApart(output, database, {folder / "start.safetensors"}); });
    };
    for (const char* name : {"runs.sqlite", "link", "name", "here/runs.sqlite", "./runs.sqlite", "runs.sqlite-wal",
                             "runs.sqlite-shm", "runs.sqlite-journal"})
        CHECK(contains(refusal(folder / name), "the database of the runs"));
    CHECK(contains(refusal(checkpoint), "folder of checkpoints"));
    CHECK(contains(refusal(checkpoint.parent_path() / "new.safetensors"), "folder of checkpoints"));
    CHECK(contains(refusal(folder / "second"), "folder of checkpoints"));
    CHECK(contains(refusal(folder / "start.safetensors"), "read for it"));
    CHECK_NOTHROW(requireOutputApart(folder / "report.html", database));
    CHECK_NOTHROW(requireOutputApart(folder / "runs.sqlite.html", database));
    CHECK_NOTHROW(requireOutputApart("", database));
}

TEST_CASE("no face replaces a database by a file", "[running]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "runs.sqlite");
    queueExample(database);
    for (const char* name : {"runs.sqlite", "runs.sqlite-wal"})
        CHECK(contains(messageOf<InputError>([&] { writeFileAtomically(folder / name, "report"); }), "a database"));
    CHECK(queueExample(database) == 2);
}
