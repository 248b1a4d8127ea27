#pragma once

#include "backbones/network_spec.h"

#include <vector>

namespace lightcl {

/// A layer where it stands in its stage, as the engine executes it.
struct Operation {
    LayerSpec layer;
    bool readsStageInput = false; ///< a stage's input may need no gradient
    /// Values of a row that are alive in forward beside the layer's own input and output.
    std::int64_t heldForward = 0;
    /// Values of a row's gradients that wait in backward, in a residual block, while this layer's path is taken.
    std::int64_t pendingGradients = 0;
    /// They are of a map after a ReLU of this stage: what else comes to that map's gradient is added to them.
    bool pendingOnMap = false;
    /// A ReLU between a batch-norm and a convolution, and that convolution: the map between the two may be computed
    /// again.
    bool aroundNormedMap = false;
    /// The output of a linear block, which no ReLU keeps: the convolution after it does.
    bool outputKept = false;
};

/// A stage's layers in the order of execution; a residual block ends with the ReLU on its sum, unless it is linear.
std::vector<Operation> operationsOf(const StageSpec& stage);

} // namespace lightcl
