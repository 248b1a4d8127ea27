#pragma once

#include "runs/rows.h"
#include "text/table.h"

namespace lightcl {

/// A table of one run's numbers with the columns run_id, name, method and seed before its own, so that a file of it
/// says whose they are.
Table tableOfRun(const RunSummary& run, const Table& numbers);

} // namespace lightcl
