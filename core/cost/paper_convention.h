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

/// Weights W, gradients W, activations rows·A (all rows of a step, replayed or in a step of their own); momentum W
/// more, EWC's importance W more, and the like of other methods. With a frozen prefix: gradients of the trainable
/// stages alone, activations rows · the largest stored activation of a frozen layer, method state channel ratio · W.
/// Sparse weights and gradients (SparCL) are counted by the share that is left, activations whole. PNN: the weights of
/// five columns, or as many as there are tasks if those are fewer.
MemoryBreakdown paperPeak(const TrainingPlan& plan);

/// n·rows/batch·(2·MACs + 4·MACs of the trainable stages), frozen from the first task on; JOINT costs as much as all of
/// that once for each task; sparse methods the share of weights that is left; PNN n·(tasks + 3)·MACs.
double paperFlops(const TrainingPlan& plan);

} // namespace lightcl
