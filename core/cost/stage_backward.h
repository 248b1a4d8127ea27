#pragma once

#include "cost/stage_operations.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// A stage's backward, and what comes to it from elsewhere.
struct StageBackward {
    std::vector<Operation> operations;
    std::int64_t outputValues = 0; ///< of a row of its output's gradient; none for the head, whose output is the loss
    bool inputGradient = false;
    /// The gradient of an average pool comes in a layout that batch-norm copies.
    bool fromPool = false;
    /// LightCL penalises the maps after each ReLU; autograd takes the penalty first, so these gradients wait all at
    /// once.
    bool penalised = false;
};

/// Of a network's stage; `firstTrainable` is the first stage that is not frozen.
StageBackward backwardOf(const NetworkSpec& network, std::size_t stage, std::size_t firstTrainable, bool penalised);

/// Values of a row's maps of gradients while the backward of the operation at `index` runs; `input`: its input's
/// gradient is computed.
std::int64_t gradientMaps(const StageBackward& stage, std::ptrdiff_t index, bool input);

/// Kept by autograd for one row, and for all rows of a step.
std::int64_t keptBytesPerRow(const Operation& operation);
std::int64_t keptBytes(const Operation& operation, std::int64_t rows);

} // namespace lightcl
