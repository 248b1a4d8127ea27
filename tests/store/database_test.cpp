#include "store/database.h"

#include "base/error.h"
#include "store/run_reader.h"
#include "store/store_fixture.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cstdlib>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("a new file is a workbench database in WAL mode with foreign keys", "[store]") {
    const TemporaryFolder folder;
    const auto database = Database::openForWriting(folder / "new.sqlite");
    SQLite::Database& handle = database.handle();
    CHECK(handle.execAndGet("PRAGMA journal_mode").getString() == "wal");
    CHECK(integerOf(database, "PRAGMA foreign_keys") == 1);
    CHECK(integerOf(database, "PRAGMA cell_size_check") == 1);
    CHECK(integerOf(database, "PRAGMA user_version") == Database::schemaVersion());
    CHECK(integerOf(database, "PRAGMA application_id") == 0x4C434C57);
    CHECK(database.file() == folder / "new.sqlite");
}

TEST_CASE("an empty file becomes a workbench database", "[store]") {
    const TemporaryFolder folder;
    writeBytes(folder / "empty.sqlite", "");
    const auto database = Database::openForWriting(folder / "empty.sqlite");
    CHECK(RunReader(database).runs().empty());
}

TEST_CASE("a file that is not a workbench database is refused and left as it is", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "other";
    std::string expected;
    SECTION("text") {
        writeBytes(file, "a shopping list");
        expected = "not an SQLite database";
    }
    SECTION("another program's database") {
        runSql(file, "CREATE TABLE songs(title TEXT); INSERT INTO songs VALUES ('one'); PRAGMA application_id = 42;");
        expected = "an SQLite database of another program";
    }
    SECTION("a newer version's") {
        { const auto database = Database::openForWriting(file); }
        runSql(file, "PRAGMA user_version = 999");
        expected = "made by a newer version of the workbench (schema 999, this one knows " +
                   std::to_string(Database::schemaVersion()) + ")";
    }
    SECTION("one that was cut short") {
        { const auto database = Database::openForWriting(file); }
        const std::string whole = readBytes(file);
        REQUIRE(whole.size() > 8192);
        writeBytes(file, whole.substr(0, 4096));
        expected = "the database is damaged";
    }
    SECTION("one with a broken first page") {
        { const auto database = Database::openForWriting(file); }
        std::string whole = readBytes(file);
        whole.replace(100, 200, std::string(200, '\x55'));
        writeBytes(file, whole);
        expected = "the database is damaged";
    }
    const std::string before = readBytes(file);
    for (const auto open : {&Database::openForWriting, &Database::openForReading}) {
        const std::string message = messageOf<InputError>([&] { open(file); });
        CHECK(message.starts_with(file.string() + ": "));
        CHECK(contains(message, expected));
        CHECK(!contains(message, "\n"));
        CHECK(readBytes(file) == before);
        CHECK(!std::filesystem::exists(file.string() + "-journal"));
    }
}

TEST_CASE("a missing file, a folder and a missing folder are named", "[store]") {
    const TemporaryFolder folder;
    CHECK(contains(messageOf<InputError>([&] { Database::openForReading(folder / "none.sqlite"); }), "no such file"));
    CHECK(!std::filesystem::exists(folder / "none.sqlite"));
    CHECK(contains(messageOf<InputError>([&] { Database::openForReading(folder.path()); }), "is a folder"));
    CHECK(contains(messageOf<InputError>([&] { Database::openForWriting(folder.path()); }), "is a folder"));
    CHECK(contains(messageOf<InputError>([&] { Database::openForWriting(folder / "a/b.sqlite"); }),
                   "its folder does not exist"));
    writeBytes(folder / "empty.sqlite", "");
    CHECK(contains(messageOf<InputError>([&] { Database::openForReading(folder / "empty.sqlite"); }), "is empty"));
}

TEST_CASE("a locked file says so once the timeout is over", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "locked.sqlite");
    SQLite::Database other((folder / "locked.sqlite").string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    database.handle().setBusyTimeout(1);
    CHECK(contains(messageOf<Error>([&] { queueExample(database); }), "locked.sqlite: locked by another program"));
    other.exec("ROLLBACK");
    CHECK(queueExample(database) == 1);
}

TEST_CASE("a reader sees when another connection has written", "[store]") {
    const TemporaryFolder folder;
    auto writer = Database::openForWriting(folder / "shared.sqlite");
    const auto reader = Database::openForReading(folder / "shared.sqlite");
    const auto before = reader.dataVersion();
    CHECK(reader.dataVersion() == before);
    queueExample(writer);
    CHECK(reader.dataVersion() != before);
    CHECK(RunReader(reader).runs().size() == 1);
}

TEST_CASE("a file on which nobody works is read, and a reader cannot write", "[store]") {
    const TemporaryFolder folder;
    {
        auto writer = Database::openForWriting(folder / "rest?#%.sqlite");
        queueExample(writer);
    }
    const std::string before = readBytes(folder / "rest?#%.sqlite");
    {
        const auto reader = Database::openForReading(folder / "rest?#%.sqlite");
        CHECK(RunReader(reader).runs().size() == 1);
        CHECK_THROWS_AS(reader.handle().exec("DELETE FROM runs"), SQLite::Exception);
    }
    CHECK(readBytes(folder / "rest?#%.sqlite") == before);
}

TEST_CASE("the default file lies in the user's data folder, whose parents are made", "[store]") {
    const TemporaryFolder folder;
    const char* before = std::getenv("XDG_DATA_HOME");
    const std::string kept = before == nullptr ? "" : before;
    setenv("XDG_DATA_HOME", (folder / "data").c_str(), 1);
    CHECK(defaultDatabaseFile() == folder / "data/lightcl/workbench.sqlite");
    CHECK_NOTHROW(Database::openForWriting(defaultDatabaseFile()));
    setenv("XDG_DATA_HOME", "not/absolute", 1);
    CHECK(contains(defaultDatabaseFile().string(), ".local/share/lightcl/workbench.sqlite"));
    if (before == nullptr)
        unsetenv("XDG_DATA_HOME");
    else
        setenv("XDG_DATA_HOME", kept.c_str(), 1);
}
