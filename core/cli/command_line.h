#pragma once

#include "cli/console.h"

#include <string>
#include <vector>

namespace lightcl {

/// Runs `lightcl` with these arguments (without the program's name) and returns its exit code: 0 done, 1 a run or the
/// work failed, 2 bad usage or input, 130 interrupted. A problem is one line on console.err that begins "lightcl: ".
int runCommandLine(const std::vector<std::string>& arguments, const Console& console);

} // namespace lightcl
