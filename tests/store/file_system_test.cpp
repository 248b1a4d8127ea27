#include "store/file_system.h"

#include "base/error.h"
#include "store/database.h"
#include "store/file_header.h"
#include "store/journal_mode.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("file systems of a network are known by their numbers", "[store]") {
    CHECK(networkFileSystem(0x6969) == "NFS");
    CHECK(networkFileSystem(0x0BD00BD0) == "Lustre");
    CHECK(networkFileSystem(0x47504653) == "GPFS");
    CHECK(networkFileSystem(0x65735546) == "FUSE");
    CHECK(networkFileSystem(0x517B) == "SMB");
    CHECK(networkFileSystem(static_cast<long>(0xFF534D42)) == "SMB");
    CHECK(networkFileSystem(static_cast<int>(0xFE534D42U)) == "SMB"); // as a signed field of 32 bits tells it
    CHECK(!networkFileSystem(0xEF53));                                // ext4
    CHECK(!networkFileSystem(0x01021994));                            // tmpfs
    const TemporaryFolder folder;
    CHECK(networkFileSystemOf(folder / "new.sqlite") == networkFileSystemOf(folder.path()));
}

TEST_CASE("a database is turned from the write-ahead log to a rollback journal", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "runs.sqlite";
    Database::openForWriting(file);
    CHECK(readFileHeader(file).usesLog);
    {
        SQLite::Database handle(file.string(), SQLite::OPEN_READWRITE);
        useRollbackJournal(handle);
        CHECK(handle.execAndGet("PRAGMA journal_mode").getString() == "delete");
        // Others can open it again.
        SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
        other.exec("CREATE TABLE more(x)");
    }
    CHECK(!readFileHeader(file).usesLog);
}

TEST_CASE("a database that others have open with its log is not turned", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "runs.sqlite";
    const auto others = Database::openForWriting(file);
    others.handle().exec("UPDATE runs SET note = ''");
    SQLite::Database handle(file.string(), SQLite::OPEN_READWRITE);
    CHECK_THROWS_AS(useRollbackJournal(handle), SQLite::Exception);
}

TEST_CASE("a log beside a file on a network's file system is told", "[store]") {
    const TemporaryFolder folder;
    CHECK_NOTHROW(requireNoLog(folder / "runs.sqlite", "NFS"));
    writeBytes(folder / "runs.sqlite-wal", "rows");
    const auto message = messageOf<InputError>([&] { requireNoLog(folder / "runs.sqlite", "NFS"); });
    CHECK(contains(message, "lies on NFS"));
}
