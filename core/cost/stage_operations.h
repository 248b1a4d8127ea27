#pragma once

#include "backbones/network_spec.h"

#include <vector>

namespace lightcl {

/// A layer where it stands in its stage, as the engine executes it.
struct Operation {
    LayerSpec layer;
    bool readsStageInput = false; ///< a stage's input may need no gradient
    std::int64_t pendingGradients =
        0; ///< values of a row that wait in backward for this operation's path: residual blocks
};

/// A stage's layers in the order of execution; a residual block ends with the ReLU on its sum.
std::vector<Operation> operationsOf(const StageSpec& stage);

} // namespace lightcl
