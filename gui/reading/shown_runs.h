#pragma once

#include "runs/rows.h"

#include <vector>

namespace lightcl {

/// Which runs the panels show, the current one first: those selected by hand; when none is and `follow` is on, the
/// running ones, newest first; while none runs those that stand for the overview (runsOfOverview()), or without any
/// finished run the newest that has results.
std::vector<RunId> runsToShow(const std::vector<RunId>& selected, const std::vector<RunSummary>& runs, bool follow,
                              const std::vector<RunId>& overview);

} // namespace lightcl
