#pragma once

#include "store/database.h"

#include <filesystem>
#include <optional>

namespace lightcl {

/// The file that a merge writes: one that is there, or a new one that appears under its name only when it is whole.
class MergeTarget {
public:
    /// Throws as Database::openForWriting().
    explicit MergeTarget(const std::filesystem::path& file);
    ~MergeTarget(); ///< removes a new one that was not finished
    MergeTarget(const MergeTarget&) = delete;
    MergeTarget& operator=(const MergeTarget&) = delete;

    [[nodiscard]] Database& database() { return *database_; }
    /// Closes the file and gives a new one its name. Throws Error when another file has got that since.
    void finish();

private:
    std::filesystem::path file_;
    std::filesystem::path temporary_; ///< empty for a file that was there
    std::optional<Database> database_;
};

} // namespace lightcl
