#pragma once

#include "base/memory_category.h"
#include "cost/training_plan.h"

#include <cstdint>

namespace lightcl {

/// Peak bytes of a step of one task (counted from 1) as this engine trains: weights, optimizer state, buffer, method
/// state and the batch are there throughout; to them comes the largest of these moments:
/// - a frozen layer's forward: its input and its output, nothing is kept;
/// - the backward of each layer of each trainable stage, last stage first: what autograd keeps of the layers not yet
///   done, the gradients of this stage's layers that are done (the later stages' are applied and gone), the gradients
///   of the maps on both sides of the layer, and the layer's scratch.
MemoryBreakdown exactPeak(const TrainingPlan& plan, std::int64_t task);

/// Values that autograd keeps of one row in that task.
std::int64_t exactStoredActivations(const TrainingPlan& plan, std::int64_t task);

/// Operations of all training steps. A row's forward costs 2·MACs; backward 2·MACs of the trainable stages for the
/// weights' gradients and as many for the inputs', except where the first trainable stage reads its input. Replayed
/// rows count from when the buffer holds them; LightCL's task 1 trains everything unless the weights are pretrained.
double exactFlops(const TrainingPlan& plan);

/// Operations of one training step of that task (from 1), the mean over all of its steps.
double exactStepFlops(const TrainingPlan& plan, std::int64_t task);

} // namespace lightcl
