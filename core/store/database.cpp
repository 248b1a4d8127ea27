#include "store/database.h"

#include "base/error.h"
#include "base/user_folders.h"
#include "store/file_header.h"
#include "store/migrations.h"
#include "store/store_error.h"
#include "store/views.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <chrono>
#include <fmt/format.h>
#include <sqlite3.h>
#include <thread>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr int kBusyTimeoutMs = 10'000;

// A connection belongs to one thread at a time: SQLite need not lock it for each column of each row.
constexpr int kUnlocked = SQLITE_OPEN_NOMUTEX;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
    throw InputError(fmt::format("{}: {}", file.string(), why));
}

void refuseNewer(const fs::path& file, std::int64_t version) {
    if (version > Database::schemaVersion())
        refuse(file, fmt::format("made by a newer version of the workbench (schema {}, this one knows {})", version,
                                 Database::schemaVersion()));
}

void refuseForeign(const fs::path& file, const FileHeader& header) {
    if (header.kind == FileHeader::Kind::NotSqlite)
        refuse(file, "not an SQLite database; expected a file made by the workbench");
    if (header.kind != FileHeader::Kind::Sqlite) return;
    if (header.applicationId != kApplicationId)
        refuse(file, "an SQLite database of another program; expected a file made by the workbench");
    refuseNewer(file, header.schemaVersion);
}

void createFolderFor(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code error;
    if (file == defaultDatabaseFile()) fs::create_directories(folder, error);
    if (!fs::is_directory(folder, error)) refuse(file, "its folder does not exist or cannot be made");
}

// Another connection that opens or closes the file at the same moment holds locks for which SQLite does not wait itself
// while it changes the journal mode.
void useWriteAheadLog(SQLite::Database& handle) {
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + std::chrono::milliseconds(kBusyTimeoutMs);
    while (true) {
        try {
            handle.execAndGet("PRAGMA journal_mode = WAL");
            return;
        } catch (const SQLite::Exception& exception) {
            if ((exception.getErrorCode() & 0xff) != SQLITE_BUSY || Clock::now() > deadline) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
}

// cell_size_check: most damage to a page's structure is told when the page is read. A changed value within an intact
// page is not: SQLite keeps no checksums, and neither its quick check, which reads the whole file, would notice.
constexpr auto kChecks = "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;";

// SQLite reads the tables' definitions only when it needs them: damage there is to be found now, not by the first
// query.
void readDefinitions(SQLite::Database& handle) {
    SQLite::Statement(handle, "SELECT run_id FROM run_summary LIMIT 1").executeStep();
}

std::unique_ptr<SQLite::Database> connectForWriting(const fs::path& file) {
    auto handle = std::make_unique<SQLite::Database>(
        file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | kUnlocked, kBusyTimeoutMs);
    if (sqlite3_db_readonly(handle->getHandle(), "main") == 1)
        refuse(file, "cannot be written: the file is read-only; expected write permission");
    refuseNewer(file, readSchemaVersion(*handle));
    handle->exec(kChecks);
    migrate(*handle, migrations(), viewsSql());
    readDefinitions(*handle);
    // Only now: a file whose tables stand in the log alone could not be told from a foreign one by its header.
    useWriteAheadLog(*handle);
    // A checkpoint file written after a commit must never be ahead of the rows that belong to it, even without power.
    handle->exec("PRAGMA synchronous = FULL");
    return handle;
}

// An address for SQLite that says: nobody writes this file, use no lock and no log.
std::string immutableAddress(const fs::path& file) {
    std::string address = "file:";
    for (const char c : fs::absolute(file).string()) {
        if (c == '?' || c == '#' || c == '%')
            address += fmt::format("%{:02X}", static_cast<unsigned>(c));
        else
            address += c;
    }
    return address + "?immutable=1";
}

std::unique_ptr<SQLite::Database> connectReadOnly(const std::string& address, int flags) {
    auto handle =
        std::make_unique<SQLite::Database>(address, SQLite::OPEN_READONLY | kUnlocked | flags, kBusyTimeoutMs);
    handle->exec(kChecks);
    handle->exec("PRAGMA query_only = ON");
    readSchemaVersion(*handle);
    return handle;
}

// A reader of a write-ahead log makes a small file of shared memory beside the database. Where it may not, or finds no
// room on the disk, and no log waits there, the file is at rest and is read as it is.
std::unique_ptr<SQLite::Database> connectForReading(const fs::path& file) {
    try {
        return connectReadOnly(file.string(), 0);
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xff;
        fs::path log = file;
        log += "-wal";
        std::error_code error;
        const bool atRest = !fs::exists(log, error) || fs::file_size(log, error) == 0;
        const bool lacksSharedMemory = code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_IOERR;
        if (!lacksSharedMemory || !atRest) throw;
        return connectReadOnly(immutableAddress(file), SQLite::OPEN_URI);
    }
}

} // namespace

int Database::schemaVersion() {
    return migrations().back().version;
}

Database Database::openForWriting(const fs::path& file) {
    createFolderFor(file);
    refuseForeign(file, readFileHeader(file));
    try {
        return {file, connectForWriting(file)};
    } catch (const SQLite::Exception& exception) {
        throwOpeningError(file, exception);
    }
}

Database Database::openForReading(const fs::path& file) {
    const FileHeader header = readFileHeader(file);
    if (header.kind == FileHeader::Kind::Missing) refuse(file, "no such file; expected a workbench database");
    if (header.kind == FileHeader::Kind::Empty) refuse(file, "is empty; expected a workbench database");
    refuseForeign(file, header);
    try {
        auto handle = connectForReading(file);
        const int version = readSchemaVersion(*handle);
        refuseNewer(file, version);
        if (version < schemaVersion())
            refuse(file, fmt::format("made by an older version of the workbench (schema {}, expected {}); lightcl run "
                                     "or resume with --db on this file brings it up to date",
                                     version, schemaVersion()));
        readDefinitions(*handle);
        return {file, std::move(handle)};
    } catch (const SQLite::Exception& exception) {
        throwOpeningError(file, exception);
    }
}

Database::Database(fs::path file, std::unique_ptr<SQLite::Database> handle)
    : file_(std::move(file)), handle_(std::move(handle)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

std::int64_t Database::dataVersion() const {
    return translated(file_, [&] { return handle_->execAndGet("PRAGMA data_version").getInt64(); });
}

fs::path defaultDatabaseFile() {
    return dataHome() / "lightcl" / "workbench.sqlite";
}

} // namespace lightcl
