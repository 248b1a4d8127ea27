#pragma once

#include "runs/rows.h"

#include <vector>

namespace lightcl {

/// Which runs the panels show, the current one first: those selected by hand; when none is and `follow` is on, the
/// running ones, newest first, or while none runs the newest that has results.
std::vector<RunId> runsToShow(const std::vector<RunId>& selected, const std::vector<RunSummary>& runs, bool follow);

} // namespace lightcl
