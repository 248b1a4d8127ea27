#pragma once

#include "figures/report_data.h"
#include "report/drawing/figure.h"

namespace lightcl {

/// Peak memory by category as stacked bars: predicted (exact, paper) and measured.
Figure memoryFigure(const RunReport& run);

} // namespace lightcl
