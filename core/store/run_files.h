#pragma once

#include "runs/rows.h"

#include <filesystem>

namespace lightcl {

/// Where a run's checkpoint lies: FILE.checkpoints/run-ID.safetensors beside the database FILE.
std::filesystem::path checkpointFile(const std::filesystem::path& database, RunId run);

/// Removes what writers of this checkpoint that were killed left half written. For whoever owns the run: its worker, or
/// who deletes it. A file that cannot be removed stays.
void removeUnfinishedFiles(const std::filesystem::path& database, RunId run);

/// Removes the checkpoint and what removeUnfinishedFiles() does.
void removeRunFiles(const std::filesystem::path& database, RunId run);

} // namespace lightcl
