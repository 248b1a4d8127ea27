#pragma once

#include "figures/drawn_runs.h"

#include <vector>

namespace lightcl {

/// The training loss of the runs that have one, over their course; the first run's line is the thickest.
CurvesFigure lossFigure(const std::vector<DrawnRun>& runs, bool logarithmic);

/// Columns run_id, method, seed, task, epoch, step, loss.
Table lossTable(const std::vector<const RunRecord*>& runs);

} // namespace lightcl
