#pragma once

#include "running/queue_runs.h"

#include <string>
#include <vector>

namespace lightcl {

/// What a grid that varies a method's settings comes to, before anything starts: "36 runs; the largest, of der++, is
/// predicted to need 82.9 MiB; together 3.1e+15 operations". Empty where every method stands once.
std::string gridWords(const std::vector<PreparedMethod>& methods);

} // namespace lightcl
