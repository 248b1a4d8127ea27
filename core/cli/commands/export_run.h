#pragma once

#include "cli/console.h"
#include "runs/rows.h"
#include "store/database.h"

#include <filesystem>

namespace lightcl {

/// Writes a run's network as its last checkpoint has it, and says so; `file` ends with .safetensors or .pt. Throws
/// InputError when there is no such run or it has no checkpoint.
void exportRun(const Database& database, RunId run, const std::filesystem::path& file, const Console& console);

} // namespace lightcl
