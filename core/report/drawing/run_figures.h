#pragma once

#include "figures/report_data.h"
#include "report/drawing/figure.h"

#include <vector>

namespace lightcl {

/// The figures of a run for which something was measured: accuracy, layer metrics, memory.
std::vector<Figure> runFigures(const RunReport& run);

} // namespace lightcl
