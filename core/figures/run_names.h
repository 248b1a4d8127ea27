#pragma once

#include "runs/rows.h"

#include <string>

namespace lightcl {

/// A method's title from the catalog, or its name when the catalog does not know it.
std::string methodTitle(const std::string& method);

/// What a run is called in words, the same in tables, plots, exports and reports: "LightCL, seed 0".
std::string runLabel(const RunSummary& run);
/// With its experiment, for a title: "quick start: LightCL, seed 0".
std::string runTitle(const RunSummary& run);
/// The run's words as the start of a file name: "quick-start-lightcl-seed0".
std::string runFileStem(const RunSummary& run);

/// Where a run was branched from: "from run 3 after task 2", or "from run 3 (deleted) after task 2" where its parent is
/// not listed any more; empty for one that was not.
std::string runOrigin(const RunSummary& run, bool hasParent);

} // namespace lightcl
