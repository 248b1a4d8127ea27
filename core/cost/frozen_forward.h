#pragma once

#include "cost/precision.h"
#include "cost/training_plan.h"

#include <cstdint>

namespace lightcl {

/// What a layer's forward makes without a graph, in values of a row: its output; for a convolution its output in the
/// library's layout, beside its input in that layout (which few channels do without) or its output as it leaves.
std::int64_t forwardValues(const LayerSpec& layer, bool channelsLast);

/// The most bytes that a stage's forward without a graph holds, its input included.
std::int64_t forwardBytes(const StageSpec& stage, bool channelsLast, Precision precision, std::int64_t rows);

/// The most bytes that a forward of the first `frozenStages` stages holds beside what stands: a layer's input, what it
/// makes, and what its block needs later. The network's own input counts with the data, and in the first stage here
/// only where that casts it; after the first stage the inputs of `gone` rows are there no longer.
std::int64_t largestFrozenForward(const TrainingPlan& plan, std::size_t frozenStages, std::int64_t rows,
                                  std::int64_t gone);

} // namespace lightcl
