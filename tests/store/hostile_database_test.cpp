#include "base/error.h"
#include "store/database.h"
#include "store/migrations.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/store_fixture.h"
#include "store/views.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// An older version's file, which is migrated when it is opened for writing, with what a stranger added.
void makeOldFile(const std::filesystem::path& file, const std::string& sql) {
    SQLite::Database handle(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(handle, {migrations().front()}, "CREATE VIEW run_summary AS SELECT run_id FROM runs;");
    handle.exec(sql);
}

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

} // namespace

TEST_CASE("a view's name in a file is not executed, and other programs' views are left", "[store]") {
    const TemporaryFolder folder;
    const std::string made = (folder / "made.sqlite").string();
    const std::vector<std::string> names = {fmt::format("v\"; ATTACH '{}' AS e; CREATE TABLE e.p(x); --", made),
                                            fmt::format("v\"; COMMIT; ATTACH '{}' AS e; CREATE TABLE e.p(x); --", made),
                                            "v\"; DELETE FROM runs; --", "theirs"};
    std::string sql;
    for (const auto& name : names) sql += fmt::format("CREATE VIEW {} AS SELECT 1;", quoted(name));
    makeOldFile(folder / "runs.sqlite", sql + "INSERT INTO runs(name, method, scenario, dataset, backbone, seed, spec, "
                                              "state, created_at) VALUES ('a', 'er', '', '', '', 1, '', 'done', '');");
    const auto database = Database::openForWriting(folder / "runs.sqlite");
    CHECK(!std::filesystem::exists(made));
    CHECK(integerOf(database, "SELECT count(*) FROM runs") == 1);
    CHECK(integerOf(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND name LIKE 'v\"%'") == 3);
    CHECK(integerOf(database, "SELECT count(*) FROM theirs") == 1);
}

TEST_CASE("no connection reaches another file", "[store]") {
    const TemporaryFolder folder;
    Database::openForWriting(folder / "runs.sqlite");
    const std::string attach = fmt::format("ATTACH '{}' AS e", (folder / "other.sqlite").string());
    const auto writing = Database::openForWriting(folder / "runs.sqlite");
    CHECK_THROWS_AS(writing.handle().exec(attach), SQLite::Exception);
    const auto reading = Database::openForReading(folder / "runs.sqlite");
    CHECK_THROWS_AS(reading.handle().exec(attach), SQLite::Exception);
    CHECK(!std::filesystem::exists(folder / "other.sqlite"));
}

TEST_CASE("a trigger in a file does not run; deleting a run still deletes its rows", "[store]") {
    const TemporaryFolder folder;
    Database::openForWriting(folder / "runs.sqlite");
    runSql(folder / "runs.sqlite", "CREATE TABLE theirs(x); CREATE TRIGGER t AFTER INSERT ON runs BEGIN "
                                   "INSERT INTO theirs VALUES (1); DELETE FROM runs; END;");
    auto database = Database::openForWriting(folder / "runs.sqlite");
    const RunId run = queueExample(database);
    CHECK(integerOf(database, "SELECT count(*) FROM theirs") == 0);
    CHECK(RunReader(database).run(run).state == RunState::Queued);
    RunStore(database).remove(run);
    CHECK(integerOf(database, "SELECT count(*) FROM memory") == 0);
}

TEST_CASE("a view that goes by a name of ours is refused by a reader and made anew by a writer", "[store]") {
    const TemporaryFolder folder;
    {
        auto database = Database::openForWriting(folder / "runs.sqlite");
        queueExample(database);
    }
    runSql(folder / "runs.sqlite", "DROP VIEW loss_curve; CREATE VIEW loss_curve AS WITH RECURSIVE c(run_id) AS "
                                   "(SELECT 1 UNION ALL SELECT run_id + 1 FROM c) SELECT * FROM c;");
    CHECK(contains(messageOf<InputError>([&] { Database::openForReading(folder / "runs.sqlite"); }), "views"));
    const auto database = Database::openForWriting(folder / "runs.sqlite");
    CHECK(RunReader(database).losses(1).empty());
    CHECK_NOTHROW(Database::openForReading(folder / "runs.sqlite"));
}

TEST_CASE("a database in memory is refused with a sentence", "[store]") {
    for (const char* name : {":memory:", ""}) {
        CHECK(contains(messageOf<InputError>([&] { Database::openForWriting(name); }), "expected a file"));
        CHECK(contains(messageOf<InputError>([&] { Database::openForReading(name); }), "expected a file"));
    }
}

TEST_CASE("a connection knows whether its file is still the one under that name", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "runs.sqlite";
    auto database = Database::openForWriting(file);
    CHECK(database.isInPlace());
    std::filesystem::rename(file, folder / "moved.sqlite");
    CHECK(!database.isInPlace());
    CHECK(contains(messageOf<Error>([&] { database.requireInPlace(); }), "deleted"));
    writeBytes(file, "another");
    CHECK(contains(messageOf<Error>([&] { database.requireInPlace(); }), "replaced"));
    std::filesystem::rename(folder / "moved.sqlite", file);
    CHECK(database.isInPlace());
}

TEST_CASE("a connection waits for a lock as long as it was told, and says so", "[store]") {
    using namespace std::chrono_literals;
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "runs.sqlite");
    SQLite::Database other((folder / "runs.sqlite").string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    database.setPatience({1ms});
    CHECK(contains(messageOf<Error>([&] { queueExample(database); }), "locked by another program"));
    std::vector<std::string> notices;
    database.setPatience({1h, [&](const std::string& notice) {
                              notices.push_back(notice);
                              other.exec("COMMIT"); // what it waited for
                          }});
    CHECK(queueExample(database) == 1);
    REQUIRE(notices.size() == 1);
    CHECK(contains(notices[0], "locked by another program; waiting"));
}
