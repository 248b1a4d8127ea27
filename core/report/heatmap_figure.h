#pragma once

#include "report/figure.h"
#include "report/report_data.h"

namespace lightcl {

/// The run's layer metrics side by side: layers from the input (top) to the head, over tasks and epochs.
Figure heatmapFigure(const RunReport& run);

} // namespace lightcl
