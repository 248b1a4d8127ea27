#pragma once

#include "figures/report_data.h"
#include "report/drawing/figure.h"

namespace lightcl {

/// Forgetting curves: each task's accuracy over training, class-IL and task-IL side by side, their mean on top.
Figure accuracyFigure(const RunReport& run);

} // namespace lightcl
