#pragma once

#include "report/figure.h"
#include "report/report_data.h"

namespace lightcl {

/// Forgetting curves: each task's accuracy over training, class-IL and task-IL side by side, their mean on top.
Figure accuracyFigure(const RunReport& run);

} // namespace lightcl
