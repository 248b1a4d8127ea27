#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace lightcl {

/// What a snapshot has otherwise than its source, by the runs' identities.
struct SnapshotOptions {
    std::set<std::string> without{};            ///< runs left out; a pretraining stays, for others refer to it
    std::map<std::string, std::string> specs{}; ///< spec texts to be stored instead
};

/// Writes one consistent snapshot of a workbench file, which may be in use, as a file of its own: whole or not at all,
/// on the disk when the function returns, without a write-ahead log, so that it can be copied and read anywhere. Throws
/// InputError for a source that is missing, foreign, damaged or newer, Error when `out` cannot be written.
void writeSnapshot(const std::filesystem::path& database, const std::filesystem::path& out,
                   const SnapshotOptions& options = {});

} // namespace lightcl
