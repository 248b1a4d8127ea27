#include "store/database.h"

#include "base/error.h"
#include "base/user_folders.h"
#include "store/file_header.h"
#include "store/file_system.h"
#include "store/journal_mode.h"
#include "store/migrations.h"
#include "store/store_error.h"
#include "store/views.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

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
    if (!dataHome().empty() && file == defaultDatabaseFile()) fs::create_directories(folder, error);
    if (!fs::is_directory(folder, error)) refuse(file, "its folder does not exist or cannot be made");
}

// A file may come from anywhere: its schema can call no function that is not plain arithmetic, run no trigger (the
// workbench has none), write no hidden table, and reach no other file.
void trustNothing(SQLite::Database& handle) {
    sqlite3* connection = handle.getHandle();
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
}

// cell_size_check: most damage to a page's structure is told when the page is read. A changed value within an intact
// page is not: SQLite keeps no checksums, and neither its quick check, which reads the whole file, would notice.
constexpr auto kChecks = "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;";

// SQLite reads the tables' definitions only when it needs them: damage there is to be found now, not by the first
// query.
void readDefinitions(SQLite::Database& handle) {
    SQLite::Statement(handle, "SELECT run_id FROM run_summary LIMIT 1").executeStep();
}

std::unique_ptr<SQLite::Database> connect(const std::string& address, int flags, LockWait& wait) {
    auto handle = std::make_unique<SQLite::Database>(address, flags | kUnlocked);
    wait.watch(handle->getHandle());
    trustNothing(*handle);
    return handle;
}

// With its folders before it, no name means anything else to SQLite (":memory:", "file:…").
std::string plainAddress(const fs::path& file) {
    return fs::absolute(file).string();
}

std::unique_ptr<SQLite::Database> connectForWriting(const fs::path& file, LockWait& wait) {
    const auto network = networkFileSystemOf(file);
    auto handle = connect(plainAddress(file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, wait);
    if (sqlite3_db_readonly(handle->getHandle(), "main") == 1)
        refuse(file, "cannot be written: the file is read-only; expected write permission");
    if (network) useRollbackJournal(*handle);
    refuseNewer(file, readSchemaVersion(*handle));
    handle->exec(kChecks);
    migrate(*handle, migrations(), viewsSql());
    if (!hasViews(*handle, viewsSql())) remakeViews(*handle, viewsSql());
    readDefinitions(*handle);
    // Only now: a file whose tables stand in the log alone could not be told from a foreign one by its header.
    if (!network) useWriteAheadLog(*handle, wait);
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

std::unique_ptr<SQLite::Database> connectReadOnly(const std::string& address, int flags, LockWait& wait) {
    auto handle = connect(address, SQLite::OPEN_READONLY | flags, wait);
    handle->exec(kChecks);
    handle->exec("PRAGMA query_only = ON");
    readSchemaVersion(*handle);
    return handle;
}

// As its last program left it: whoever opens it makes the log's shared memory.
bool usesLog(const fs::path& file) {
    return readFileHeader(file).usesLog;
}

// A reader of a write-ahead log makes a small file of shared memory beside the database. Where it may not, or finds no
// room on the disk, and no log waits there, the file is at rest and is read as it is.
std::unique_ptr<SQLite::Database> connectForReading(const fs::path& file, LockWait& wait) {
    const auto network = networkFileSystemOf(file);
    if (network) requireNoLog(file, *network);
    if (network && usesLog(file)) return connectReadOnly(immutableAddress(file), SQLite::OPEN_URI, wait);
    try {
        return connectReadOnly(plainAddress(file), 0, wait);
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xff;
        fs::path log = file;
        log += "-wal";
        std::error_code error;
        const bool atRest = !fs::exists(log, error) || fs::file_size(log, error) == 0;
        const bool lacksSharedMemory = code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_IOERR;
        if (!lacksSharedMemory || !atRest) throw;
        return connectReadOnly(immutableAddress(file), SQLite::OPEN_URI, wait);
    }
}

void refuseWithoutFile(const fs::path& file) {
    if (file.empty() || file == ":memory:")
        throw InputError(fmt::format("\"{}\": expected a file, for workers in processes of their own train the runs",
                                     file.string()));
}

} // namespace

int Database::schemaVersion() {
    return migrations().back().version;
}

Database Database::openForWriting(const fs::path& file) {
    return openPatiently(file, {});
}

Database Database::openPatiently(const fs::path& file, LockPatience patience) {
    refuseWithoutFile(file);
    createFolderFor(file);
    refuseForeign(file, readFileHeader(file));
    auto wait = std::make_unique<LockWait>(std::move(patience));
    try {
        auto handle = connectForWriting(file, *wait);
        return {file, std::move(wait), std::move(handle)};
    } catch (const SQLite::Exception& exception) {
        throwOpeningError(file, exception);
    }
}

Database Database::openForReading(const fs::path& file) {
    return openToRead(file, Schema::Ours);
}

Database Database::openSource(const fs::path& file) {
    return openToRead(file, Schema::AnyKnown);
}

Database Database::openToRead(const fs::path& file, Schema expected) {
    refuseWithoutFile(file);
    const FileHeader header = readFileHeader(file);
    if (header.kind == FileHeader::Kind::Missing) refuse(file, "no such file; expected a workbench database");
    if (header.kind == FileHeader::Kind::Empty) refuse(file, "is empty; expected a workbench database");
    refuseForeign(file, header);
    auto wait = std::make_unique<LockWait>(LockPatience{});
    try {
        auto handle = connectForReading(file, *wait);
        const int version = readSchemaVersion(*handle);
        refuseNewer(file, version);
        if (expected == Schema::AnyKnown) return {file, std::move(wait), std::move(handle)};
        if (version < schemaVersion())
            refuse(file, fmt::format("made by an older version of the workbench (schema {}, expected {}); lightcl run "
                                     "or resume with --db on this file brings it up to date",
                                     version, schemaVersion()));
        if (!hasViews(*handle, viewsSql()))
            refuse(file, "its views are not the workbench's; lightcl run or resume with --db on this file makes them "
                         "anew");
        readDefinitions(*handle);
        return {file, std::move(wait), std::move(handle)};
    } catch (const SQLite::Exception& exception) {
        throwOpeningError(file, exception);
    }
}

Database::Database(fs::path file, std::unique_ptr<LockWait> wait, std::unique_ptr<SQLite::Database> handle)
    : file_(std::move(file)), id_(idOf(file_)), wait_(std::move(wait)), handle_(std::move(handle)) {}
Database::Database(Database&&) noexcept = default;

Database& Database::operator=(Database&& other) noexcept {
    handle_ = std::move(other.handle_); // the old connection is closed while its LockWait is there
    wait_ = std::move(other.wait_);
    file_ = std::move(other.file_);
    id_ = other.id_;
    return *this;
}

Database::~Database() = default;

std::optional<Database::FileId> Database::idOf(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return std::nullopt;
    return FileId(status.st_dev, status.st_ino);
}

void Database::setPatience(LockPatience patience) {
    auto wait = std::make_unique<LockWait>(std::move(patience));
    wait->watch(handle_->getHandle());
    wait_ = std::move(wait);
}

bool Database::isInPlace() const {
    return !id_ || idOf(file_) == id_;
}

void Database::requireInPlace() const {
    if (isInPlace()) return;
    std::error_code ignored;
    throw Error(fmt::format("{}: the database was {} while it was in use; what was stored since then is lost",
                            file_.string(), fs::exists(file_, ignored) ? "replaced by another file" : "deleted"));
}

std::int64_t Database::dataVersion() const {
    return translated(file_, [&] { return handle_->execAndGet("PRAGMA data_version").getInt64(); });
}

fs::path defaultDatabaseFile() {
    if (dataHome().empty())
        throw InputError("the database: expected --db FILE, for neither $XDG_DATA_HOME nor $HOME names a folder");
    return dataHome() / "lightcl" / "workbench.sqlite";
}

} // namespace lightcl
