#pragma once

#include "figures/report_data.h"
#include "report/drawing/figure.h"

namespace lightcl {

/// The run's layer metrics side by side: layers from the input (top) to the head, over tasks and epochs.
Figure heatmapFigure(const RunReport& run);

} // namespace lightcl
