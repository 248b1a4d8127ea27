#pragma once

#include "cost/training_plan.h"

namespace lightcl {

/// Whether this task's (from 1) steps train on cached features: it has frozen stages, and they stand still.
bool isCached(const TrainingPlan& plan, std::int64_t task);

/// Whether the held samples' features at the freeze line are held as well in that task.
bool holdsFeatures(const TrainingPlan& plan, std::int64_t task);

/// The features of the held samples beside the batch.
std::int64_t heldFeatureBytes(const TrainingPlan& plan, std::int64_t task);

/// What the cache holds in memory when the task ends: the views that fit, and the samples' indices.
std::int64_t cacheBytes(const TrainingPlan& plan, std::int64_t task);

/// Of these, the view that came last; 0 where it lies in a file.
std::int64_t lastViewBytes(const TrainingPlan& plan, std::int64_t task);
/// Bytes of the views in memory but for the first.
std::int64_t laterViewsBytes(const TrainingPlan& plan, std::int64_t task);

/// Rows that run through the frozen stages in a task: all rows of its steps, but the held samples once an epoch
/// where their features are held; with a cache one view of all samples in each epoch until there are all views.
std::int64_t rowsThroughFrozen(const TrainingPlan& plan, std::int64_t task);

} // namespace lightcl
