#pragma once

#include "backbones/network_spec.h"
#include "base/random_stream.h"
#include "libtorch/torch.h"

namespace lightcl {

struct InitialWeights {
    torch::Tensor weight; ///< undefined for layers without parameters
    torch::Tensor bias;   ///< undefined for layers without a bias
};

/// A layer's weights before training, float32. Convolutions: normal with variance 2/fan_out (He et al. 2015, as
/// torchvision's networks; fan_out counts all channels of a depthwise one); batch-norm: 1 and 0; linear layers as
/// LinearStart says.
InitialWeights initialWeights(const LayerSpec& layer, LinearStart linearStart, RandomStream& random);

} // namespace lightcl
