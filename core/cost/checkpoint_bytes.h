#pragma once

#include "cost/cost_model.h"

namespace lightcl {

/// Bytes of the tensors in a run's checkpoint after a task (from 1): the network, the optimizer's momentum, what the
/// method holds, and the feature maps that layer metrics compare with. `exact`: the run's prediction.
std::int64_t checkpointBytes(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact,
                             std::int64_t task);

/// Of the checkpoints after all tasks together, which measuring.keep_checkpoints = "tasks" keeps.
std::int64_t keptCheckpointBytes(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact);

} // namespace lightcl
