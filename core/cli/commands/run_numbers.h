#pragma once

#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// Runs as the command line takes them: "3" or "3-10". Throws InputError for anything else, a range that ends before it
/// begins, and more than a million runs.
std::vector<RunId> parseRunNumbers(const std::vector<std::string>& given);

/// The same for these runs, four or more in a row as a range: "1 2 4-9". Empty when even so they are more than a
/// person reads or a shell takes gladly (20 parts).
std::string runNumbers(std::vector<RunId> runs);

} // namespace lightcl
