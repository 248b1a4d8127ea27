#pragma once

#include "store/lock_patience.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace SQLite {
class Database;
}

namespace lightcl {

/// A connection to one workbench file. Opening for writing creates and migrates it; every connection uses foreign keys,
/// the patience of a LockPatience and WAL, on a network's file system (store/file_system.h) a rollback journal instead.
/// What a file's schema says is not trusted: no trigger runs, no other file can be attached, and the views that are
/// read are the workbench's own. A connection belongs to one thread at a time; several processes may hold their own.
class Database {
public:
    /// The schema version this program writes.
    static int schemaVersion();

    /// Throws InputError naming the file when it is not an SQLite database, not a workbench one, from a newer version,
    /// read-only or in a folder that cannot be written; Error for a full disk.
    static Database openForWriting(const std::filesystem::path& file);
    /// The same with another patience than the usual one.
    static Database openPatiently(const std::filesystem::path& file, LockPatience patience);
    /// Never writes to the data. Throws InputError as above, and when the file is missing or has an older schema (it
    /// says which command migrates it).
    static Database openForReading(const std::filesystem::path& file);

    /// To be copied from: the same for every schema up to this program's, and whatever its views are.
    static Database openSource(const std::filesystem::path& file);

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] SQLite::Database& handle() const { return *handle_; }
    /// From now on.
    void setPatience(LockPatience patience);
    /// Whether the file's name still leads to the file that was opened: a deleted or replaced one takes whatever is
    /// written, and nobody will find it.
    [[nodiscard]] bool isInPlace() const;
    /// Throws Error, one line, when it is not.
    void requireInPlace() const;
    /// Changes whenever another connection has committed something.
    [[nodiscard]] std::int64_t dataVersion() const;

private:
    enum class Schema { Ours, AnyKnown };
    static Database openToRead(const std::filesystem::path& file, Schema expected);

    /// A file's device and number.
    using FileId = std::pair<std::uint64_t, std::uint64_t>;

    Database(std::filesystem::path file, std::unique_ptr<LockWait> wait, std::unique_ptr<SQLite::Database> handle);
    static std::optional<FileId> idOf(const std::filesystem::path& file);

    std::filesystem::path file_;
    std::optional<FileId> id_;
    std::unique_ptr<LockWait> wait_; ///< before the handle, which uses it until it is closed
    std::unique_ptr<SQLite::Database> handle_;
};

/// $XDG_DATA_HOME/lightcl/workbench.sqlite, or below ~/.local/share. Throws InputError when neither that nor $HOME is
/// set: a file below whatever folder is the current one would not be found again.
std::filesystem::path defaultDatabaseFile();

} // namespace lightcl
