#pragma once

#include "store/merge.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// The database's name within a bundle.
inline constexpr const char* kBundledDatabase = "runs.sqlite";

/// Writes a ZIP file that another workbench can take: the database with these runs alone (without checkpoints), each
/// run's spec, and `more` files by name. Throws InputError for a run that does not exist or is running, Error when the
/// file cannot be written.
void writeBundle(const std::filesystem::path& file, const std::filesystem::path& database,
                 const std::vector<RunId>& runs, const std::map<std::string, std::string>& more);

/// mergeDatabases(), where a source may be a bundle as well: its database is taken, and named after the bundle.
std::vector<MergedSource> mergeFiles(const std::filesystem::path& target,
                                     const std::vector<std::filesystem::path>& sources,
                                     const MergeOptions& options = {});

} // namespace lightcl
