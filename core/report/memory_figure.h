#pragma once

#include "report/figure.h"
#include "report/report_data.h"

namespace lightcl {

/// Peak memory by category as stacked bars: predicted (exact, paper) and measured.
Figure memoryFigure(const RunReport& run);

} // namespace lightcl
