#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace SQLite {
class Database;
}

namespace lightcl {

/// A connection to one workbench file. Opening for writing creates and migrates it; every connection uses WAL, foreign
/// keys and a busy timeout of 10 s. A connection belongs to one thread at a time; several processes may hold their own.
class Database {
public:
    /// The schema version this program writes.
    static int schemaVersion();

    /// Throws InputError naming the file when it is not an SQLite database, not a workbench one, from a newer version,
    /// read-only or in a folder that cannot be written; Error for a full disk.
    static Database openForWriting(const std::filesystem::path& file);
    /// Never writes to the data. Throws InputError as above, and when the file is missing or has an older schema (it
    /// says which command migrates it).
    static Database openForReading(const std::filesystem::path& file);

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] SQLite::Database& handle() const { return *handle_; }
    /// Changes whenever another connection has committed something.
    [[nodiscard]] std::int64_t dataVersion() const;

private:
    Database(std::filesystem::path file, std::unique_ptr<SQLite::Database> handle);

    std::filesystem::path file_;
    std::unique_ptr<SQLite::Database> handle_;
};

/// $XDG_DATA_HOME/lightcl/workbench.sqlite, or below ~/.local/share.
std::filesystem::path defaultDatabaseFile();

} // namespace lightcl
