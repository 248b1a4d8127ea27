#pragma once

#include "spec/experiment_spec.h"

#include <cstddef>
#include <vector>

namespace lightcl {

/// An experiment made of runs, and how many of them did not fit into it.
struct ExperimentOfRuns {
    ExperimentSpec experiment;
    std::size_t leftOut = 0;
};

/// The experiment whose grid holds the first run and those of the others that differ from it in method and seed only:
/// each method once, every seed once, in the order of the runs. At least one run.
ExperimentOfRuns experimentOfRuns(const std::vector<RunSpec>& runs);

} // namespace lightcl
