#pragma once

#include <cstdint>
#include <filesystem>

namespace lightcl {

/// What the first 100 bytes of a file say, read without a connection so that a file which is not ours is not
/// touched at all.
struct FileHeader {
    enum class Kind { Missing, Empty, NotSqlite, Sqlite };

    Kind kind = Kind::Missing;
    std::uint32_t applicationId = 0;
    /// As of the last checkpoint: the write-ahead log may hold a newer one.
    std::uint32_t schemaVersion = 0;
    bool usesLog = false; ///< a write-ahead log; else a rollback journal
};

/// Keeps the locks of this process's connections to the file. Throws InputError when it is a folder or cannot be read.
FileHeader readFileHeader(const std::filesystem::path& file);

} // namespace lightcl
