#pragma once

#include "runs/rows.h"
#include "spec/spec_file.h"

#include <vector>

namespace lightcl {

/// The spec of a branch of run `parent`, whose spec is `spec`, after `task`: with these changes, and a name that says
/// where it comes from unless they give one. Throws InputError, one line, for a change that a branch cannot have.
RunSpec branchSpec(const RunSpec& spec, RunId parent, int task, const std::vector<Override>& changes);

/// The experiment whose one cell the run is, as it is predicted and prepared.
ExperimentSpec experimentOf(const RunSpec& run);

} // namespace lightcl
