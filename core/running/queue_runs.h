#pragma once

#include "cost/cost_model.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"
#include "store/database.h"

#include <vector>

namespace lightcl {

/// A cell of an experiment's grid with its predictions.
struct PreparedRun {
    RunSpec run;
    CostEstimate exact;
    CostEstimate paper;
};

/// Every cell of the grid. What cannot be trained is found here, before anything is queued: throws InputError when the
/// data set is not there or a network does not fit it, Error when the training program is not there.
std::vector<PreparedRun> prepareRuns(const ExperimentSpec& experiment);

/// Queues them in order, and settles runs that an earlier program left.
std::vector<RunId> queueRuns(Database& database, const std::vector<PreparedRun>& runs);

} // namespace lightcl
