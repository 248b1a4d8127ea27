#pragma once

#include "network_cases.h"

namespace lightcl {

/// Prints what measuring with the default settings (layer metrics, the account of memory, predictions by class, the
/// process's memory) adds to whole runs, in turns with runs that measure accuracy alone; and what a look at the process
/// and counting predictions take, which no setting leaves out.
void benchmarkRuns(const NetworkCase& network, int rounds);

} // namespace lightcl
