#include "store/journal_mode.h"

#include "base/error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <chrono>
#include <fmt/format.h>
#include <sqlite3.h>
#include <system_error>
#include <thread>

namespace lightcl {

namespace fs = std::filesystem;

// Another connection that opens or closes the file at the same moment holds locks for which SQLite does not wait itself
// while it changes the journal mode.
void useWriteAheadLog(SQLite::Database& handle, const LockWait& wait) {
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + wait.most();
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

void useRollbackJournal(SQLite::Database& handle) {
    // Exclusive before the first access: SQLite then keeps the log's index in its own memory.
    handle.exec("PRAGMA locking_mode = EXCLUSIVE");
    handle.execAndGet("PRAGMA journal_mode = DELETE");
    handle.exec("PRAGMA locking_mode = NORMAL");
    // The lock is given back by the next access only.
    handle.execAndGet("SELECT count(*) FROM sqlite_schema");
}

void requireNoLog(const fs::path& file, const std::string& system) {
    fs::path log = file;
    log += "-wal";
    std::error_code error;
    const auto bytes = fs::file_size(log, error);
    if (error || bytes == 0) return;
    throw InputError(fmt::format("{}: lies on {}, where a write-ahead log is not safe, and has one: close the programs "
                                 "that have it open, or open it on its own machine's disk",
                                 file.string(), system));
}

} // namespace lightcl
