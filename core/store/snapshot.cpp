#include "store/snapshot.h"

#include "base/descriptor.h"
#include "base/error.h"
#include "store/source_copy.h"
#include "store/store_error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <system_error>
#include <unistd.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

void applyOptions(SQLite::Database& copy, const SnapshotOptions& options) {
    copy.exec("PRAGMA foreign_keys = ON");
    SQLite::Transaction transaction(copy);
    SQLite::Statement leaveOut(copy, "DELETE FROM runs WHERE uuid = ? AND role = 'method'");
    for (const std::string& uuid : options.without) {
        leaveOut.bind(1, uuid);
        leaveOut.exec();
        leaveOut.reset();
    }
    SQLite::Statement setSpec(copy, "UPDATE runs SET spec = ? WHERE uuid = ?");
    for (const auto& [uuid, spec] : options.specs) {
        setSpec.bind(1, spec);
        setSpec.bind(2, uuid);
        setSpec.exec();
        setSpec.reset();
    }
    transaction.commit();
}

void syncToDisk(const fs::path& file) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.isOpen() || (::fsync(descriptor.get()) != 0 && errno != EINVAL && errno != ENOTSUP))
        throw Error(fmt::format("{}: cannot be written: {}", file.string(), std::strerror(errno)));
}

/// Removes the file unless it was given its final name.
class UnfinishedSnapshot {
public:
    explicit UnfinishedSnapshot(const fs::path& out)
        : file_(out.parent_path() / fmt::format(".{}.tmp-{}", out.filename().string(), getpid())) {
        remove();
    }
    ~UnfinishedSnapshot() { remove(); }
    UnfinishedSnapshot(const UnfinishedSnapshot&) = delete;
    UnfinishedSnapshot& operator=(const UnfinishedSnapshot&) = delete;
    [[nodiscard]] const fs::path& file() const { return file_; }

private:
    void remove() const {
        std::error_code ignored;
        for (const char* end : {"", "-journal"}) fs::remove(file_.string() + end, ignored);
    }
    fs::path file_;
};

void writeCopy(SQLite::Database& copy, const fs::path& file) {
    // VACUUM attaches what it writes.
    sqlite3_limit(copy.getHandle(), SQLITE_LIMIT_ATTACHED, 2);
    SQLite::Statement vacuum(copy, "VACUUM INTO ?");
    vacuum.bind(1, fs::absolute(file).string());
    vacuum.exec();
}

} // namespace

void writeSnapshot(const fs::path& database, const fs::path& out, const SnapshotOptions& options) {
    auto copy = copyOfSource(database);
    const UnfinishedSnapshot unfinished(out);
    translated(out, [&] {
        applyOptions(copy, options);
        writeCopy(copy, unfinished.file());
    });
    syncToDisk(unfinished.file());
    std::error_code error;
    fs::rename(unfinished.file(), out, error);
    if (error) throw Error(fmt::format("{}: cannot be written: {}", out.string(), error.message()));
}

} // namespace lightcl
