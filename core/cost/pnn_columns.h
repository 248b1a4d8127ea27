#pragma once

#include "cost/training_plan.h"

#include <cstdint>

namespace lightcl {

// A progressive network in one task (counted from 1): as many whole networks as tasks so far, all but the newest
// frozen; before every stage but the first, a 1x1 convolution from each earlier column (a matrix where there are no
// maps) that keeps the number of channels C. The nonlinear kind has one more of them and a scale for each column.
// Nothing of this for other methods.

/// Bytes of the frozen columns and of all connections.
std::int64_t columnBytes(const TrainingPlan& plan, std::int64_t task);
/// Bytes of the gradient of the newest column's connections before a stage.
std::int64_t connectionBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage);
/// What autocast makes of their values for the graph.
std::int64_t castConnectionBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage);
/// Bytes that autograd keeps for them, for a row: the earlier columns' maps and the sum; the nonlinear kind also the
/// scaled maps, what is rectified, and what is added to the newest column's own map.
std::int64_t connectionBytesPerRow(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage);
/// Of these, the earlier columns' maps alone.
std::int64_t columnMapBytesPerRow(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage);
/// What is kept of a connection that is computed again: the map that it makes of the stage's own.
std::int64_t enteringBytesPerRow(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage);
/// Operations of a row beside the newest column's own (columnOperations()).
double columnFlops(const TrainingPlan& plan, std::int64_t task);

} // namespace lightcl
