#include "store/run_marks.h"

#include "base/error.h"
#include "base/uuid.h"
#include "store/migrations.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

void makeVersion13(const std::filesystem::path& file) {
    SQLite::Database handle(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(handle, {migrations().begin(), migrations().begin() + 13}, "");
    for (const int run : {1, 2})
        handle.exec(
            "INSERT INTO runs(run_id, name, method, scenario, dataset, backbone, seed, spec, state, created_at) "
            "VALUES (" +
            std::to_string(run) +
            ", 'old', 'er', 'class-incremental', 'mnist', 'mlp', 7, 'name = \"old\"', "
            "'interrupted', '2024-01-01T00:00:00Z')");
    handle.exec("INSERT INTO run_branches VALUES (2, 1, 1, 1, 2)");
}

std::string uuidOf(const Database& database, RunId run) {
    return RunReader(database).run(run).uuid;
}

} // namespace

TEST_CASE("each run that is queued has an identity of its own", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "runs.sqlite");
    const auto first = queueExample(database);
    const auto second = queueExample(database);
    CHECK(isUuid(uuidOf(database, first)));
    CHECK(uuidOf(database, first)[14] == '4');
    CHECK(uuidOf(database, first) != uuidOf(database, second));
}

TEST_CASE("copies of an old file give a run the same identity, whatever became of it since", "[store]") {
    const TemporaryFolder folder;
    makeVersion13(folder / "a.sqlite");
    makeVersion13(folder / "b.sqlite");
    runSql(folder / "b.sqlite",
           "UPDATE runs SET state = 'done', finished_at = '2024-01-02T00:00:00Z' WHERE run_id = 1");
    const auto a = Database::openForWriting(folder / "a.sqlite");
    const auto b = Database::openForWriting(folder / "b.sqlite");
    CHECK(isUuid(uuidOf(a, 1)));
    CHECK(uuidOf(a, 1) == uuidOf(b, 1));
    CHECK(uuidOf(a, 1) != uuidOf(a, 2));
    CHECK(integerOf(a, "SELECT count(*) FROM run_branches b JOIN runs p ON p.uuid = b.parent_uuid") == 1);
    CHECK(RunReader(a).branch(2)->parent == 1);
    CHECK(!RunReader(a).environment(1));
}

TEST_CASE("tags, notes and the archive are marks that a run keeps", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "runs.sqlite");
    const auto run = queueExample(database);
    const auto other = queueExample(database);
    const RunReader reader(database);
    CHECK(reader.run(run).tags.empty());
    RunMarks marks(database);
    marks.changeTags({run, other}, {"paper", "good \"one\"", "paper"}, {});
    marks.changeTags({other}, {"late"}, {"paper", "never had"});
    marks.setNote({run}, "watch task 3\nand 4");
    marks.setArchived({other}, true);
    CHECK(reader.run(run).tags == R"(["good \"one\"","paper"])");
    CHECK(reader.run(other).tags == R"(["good \"one\"","late"])");
    CHECK(reader.run(run).note == "watch task 3\nand 4");
    CHECK(reader.run(run).archived == 0);
    CHECK(reader.run(other).archived == 1);
    for (const auto& stamp : reader.stamps()) CHECK(stamp.marks == marksOf(reader.run(stamp.id)));
    marks.setArchived({other}, false);
    marks.setNote({run}, "");
    CHECK(reader.run(other).archived == 0);
    CHECK(reader.run(run).note.empty());
}

TEST_CASE("marks on a run that does not exist, and what is no tag, change nothing", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "runs.sqlite");
    const auto run = queueExample(database);
    RunMarks marks(database);
    CHECK(contains(messageOf<InputError>([&] { marks.changeTags({run, 9}, {"a"}, {}); }), "no run 9"));
    CHECK(RunReader(database).run(run).tags.empty());
    for (const std::string tag : {"", "a,b", " a", "a ", "a\nb"})
        CHECK(contains(messageOf<InputError>([&] { marks.changeTags({run}, {"fine", tag}, {}); }), "tag"));
    CHECK(RunReader(database).run(run).tags.empty());
    CHECK_THROWS_AS(marks.setNote({run}, std::string(10'001, 'x')), InputError);
}

TEST_CASE("a run's environment is kept, and what was otherwise when it trained before", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "runs.sqlite");
    RunStore store(database);
    const auto run = startExample(database);
    const RunReader reader(database);
    CHECK(!reader.environment(run));
    RunEnvironment first{"a", "chip", 4, 1 << 30, "Linux", "1.0", "1.13.1", "libopenblas", "", ""};
    store.recordEnvironment(run, first);
    store.recordDataDigest(run, "6+2 images 01234567");
    first.dataDigest = "6+2 images 01234567";
    CHECK(reader.environment(run) == first);
    RunEnvironment second = first;
    second.host = "b";
    second.libtorchVersion = "2.6.0";
    second.dataDigest.clear();
    store.recordEnvironment(run, second); // nothing was trained: where it stood before does not matter
    CHECK(reader.environment(run)->earlier.empty());
    store.recordEnvironment(run, first);
    RunWriter writer(database, run);
    writer.add(AccuracyRow{1, 1, 1, 0.5, 0.5});
    writer.flush();
    store.recordEnvironment(run, second);
    CHECK(reader.environment(run)->host == "b");
    CHECK(reader.environment(run)->dataDigest == first.dataDigest);
    CHECK(reader.environment(run)->earlier == "host a; libtorch_version 1.13.1");
    store.recordEnvironment(run, second);
    CHECK(reader.environment(run)->earlier == "host a; libtorch_version 1.13.1");
    CHECK(reader.environments().at(run).cores == 4);
    CHECK(integerOf(database, "SELECT cores FROM run_environment WHERE host = 'b'") == 4);
}

TEST_CASE("a branch was made where its parent was, and then where it goes on", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "runs.sqlite");
    RunStore store(database);
    const auto parent = startExample(database);
    store.recordEnvironment(parent, {"a", "chip", 4, 1, "Linux", "1.0", "2.6.0", "blas", "digest", ""});
    RunWriter writer(database, parent);
    writer.add(AccuracyRow{1, 1, 1, 0.5, 0.5});
    writer.flush();
    RunMarks(database).changeTags({parent}, {"mine"}, {});
    const auto branch = store.queueBranch(exampleRun(), {parent, 1, true, 1}, exampleCost(), exampleCost());
    const RunReader reader(database);
    CHECK(reader.environment(branch) == reader.environment(parent));
    CHECK(reader.run(branch).tags.empty());
    CHECK(uuidOf(database, branch) != uuidOf(database, parent));
    store.recordEnvironment(branch, {"b", "chip", 4, 1, "Linux", "1.0", "2.6.0", "blas", "", ""});
    CHECK(reader.environment(branch)->earlier == "host a");
}

TEST_CASE("an environment is told in a line, as far as it is known", "[store]") {
    CHECK(environmentLine({}).empty());
    CHECK(environmentLine({"board", "chip", 4, std::int64_t{8} << 30, "Linux", "1.0", "2.6.0", "libblas", "6+2", ""}) ==
          "board, chip, 4 cores, 8192.0 MiB, Linux, workbench 1.0, LibTorch 2.6.0, libblas, data 6+2");
    CHECK(environmentLine({"", "", 1, 0, "", "", "1.13.1", "", "", ""}) == "1 core, LibTorch 1.13.1");
}
