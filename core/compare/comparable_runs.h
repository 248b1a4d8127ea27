#pragma once

#include "figures/run_record.h"
#include "runs/run_figure.h"

#include <string>
#include <vector>

namespace lightcl {

/// The runs that can be compared in a result: finished ones that have the figure, and whose spec can be read or that
/// were imported. The others are told in `notes`, a sentence each; pretrainings, which have no method, are not.
std::vector<const RunRecord*> comparableRuns(const std::vector<const RunRecord*>& runs, const RunFigure& figure,
                                             std::vector<std::string>& notes);

/// The figure, or nullptr, as one that may be compared. Throws InputError where it is no result.
const RunFigure& comparableFigure(const RunFigure* figure);

} // namespace lightcl
