#pragma once

#include <filesystem>

namespace lightcl {

/// The program that trains one run: $LIGHTCL_WORKER when that is set, else `lightcl-worker` beside this executable,
/// else the first in $PATH. Throws Error saying where it was looked for.
std::filesystem::path findWorkerProgram();

/// The folder of the executable that runs now.
std::filesystem::path executableFolder();

} // namespace lightcl
