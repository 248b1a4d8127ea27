#pragma once

#include "runs/rows.h"

#include <filesystem>

namespace lightcl {

/// Where a run's checkpoint lies: FILE.checkpoints/run-ID.safetensors beside the database FILE.
std::filesystem::path checkpointFile(const std::filesystem::path& database, RunId run);

} // namespace lightcl
