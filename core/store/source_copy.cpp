#include "store/source_copy.h"

#include "base/error.h"
#include "base/uuid.h"
#include "store/database.h"
#include "store/migrations.h"
#include "store/store_error.h"
#include "store/views.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <string>

namespace lightcl {

namespace {

[[noreturn]] void refuseSource(const std::filesystem::path& file, const std::string& why) {
    throw InputError(fmt::format("{}: {}", file.string(), why));
}

/// Damage that would be found row by row, when half of a merge is done.
void requireSound(SQLite::Database& copy, const std::filesystem::path& file) {
    const std::string found = copy.execAndGet("PRAGMA quick_check(1)").getString();
    if (found != "ok") refuseSource(file, "damaged: " + found.substr(0, found.find('\n')));
    SQLite::Statement runs(copy, "SELECT run_id, uuid FROM runs WHERE uuid <> ''");
    while (runs.executeStep())
        if (!isUuid(runs.getColumn(1).getString()))
            refuseSource(file, fmt::format("damaged: the identity of run {} is no UUID", runs.getColumn(0).getInt64()));
    SQLite::Statement foreign(copy, "PRAGMA foreign_key_check");
    if (foreign.executeStep())
        refuseSource(file, fmt::format("damaged: a row of {} belongs to no run", foreign.getColumn(0).getString()));
}

void takeSnapshot(SQLite::Database& source, SQLite::Database& copy, const std::filesystem::path& file) {
    SQLite::Backup backup(copy, source);
    if (backup.executeStep() != SQLITE_DONE) refuseSource(file, "locked by another program; expected a file at rest");
}

} // namespace

SQLite::Database copyOfSource(const std::filesystem::path& file) {
    const auto source = Database::openSource(file);
    try {
        // Without a name: a file that SQLite keeps for itself and that has no name on the disk either.
        SQLite::Database copy("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
        sqlite3_db_config(copy.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(copy.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(copy.getHandle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        sqlite3_limit(copy.getHandle(), SQLITE_LIMIT_ATTACHED, 0);
        takeSnapshot(source.handle(), copy, file);
        migrate(copy, migrations(), viewsSql());
        requireSound(copy, file);
        return copy;
    } catch (const SQLite::Exception& exception) {
        throwOpeningError(file, exception);
    }
}

} // namespace lightcl
