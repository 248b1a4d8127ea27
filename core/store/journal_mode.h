#pragma once

#include "store/lock_patience.h"

#include <SQLiteCpp/Database.h>
#include <filesystem>

namespace lightcl {

/// Uses the write-ahead log: writers and readers do not wait for each other. Waits for other connections that open or
/// close the file. Throws SQLite::Exception.
void useWriteAheadLog(SQLite::Database& handle, const LockWait& wait);

/// For a file that several machines may have open: a rollback journal, which needs no shared memory. A connection that
/// has not read anything yet; one with a write-ahead log is turned, without shared memory, while nobody else has it
/// open: else SQLite says that it is busy. Throws SQLite::Exception.
void useRollbackJournal(SQLite::Database& handle);

/// Throws InputError, one line, for a file on that network file system whose write-ahead log may hold rows: whoever has
/// it open is to close it. `system`: its name.
void requireNoLog(const std::filesystem::path& file, const std::string& system);

} // namespace lightcl
