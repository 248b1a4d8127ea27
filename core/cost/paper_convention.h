#pragma once

#include "base/memory_category.h"
#include "cost/training_plan.h"

#include <cstdint>

namespace lightcl {

// The accounting of LightCL's Table 1 (arXiv 2407.10545), with W the weights' bytes, A the stored activations' bytes of
// a row and rows = batch + replayed or held rows. It follows the table in what it leaves out: batches, buffered images,
// the layers' scratch, shortcut convolutions' outputs, the activations of trainable stages above a frozen prefix.

/// Values of one row: the output of every convolution on a main path and of every hidden linear layer.
std::int64_t paperStoredActivations(const NetworkSpec& network);

/// Weights W, gradients W, activations rows·A (replayed rows are activations too); momentum W more.
/// With a frozen prefix: weights W, gradients of the trainable stages, activations rows · the largest stored activation
/// of a frozen layer, method state channel ratio · W.
MemoryBreakdown paperPeak(const TrainingPlan& plan);

/// n·rows/batch·(2·MACs + 4·MACs of the trainable stages), frozen from the first task on; JOINT costs as much as all of
/// that once for each task.
double paperFlops(const TrainingPlan& plan);

} // namespace lightcl
