#pragma once

#include "report/figure.h"
#include "report/report_data.h"

#include <vector>

namespace lightcl {

/// The figures of a run for which something was measured: accuracy, layer metrics, memory.
std::vector<Figure> runFigures(const RunReport& run);

} // namespace lightcl
