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
/// LinearStart says. Where the network says so, all as PyTorch's layers start instead: uniform within 1/sqrt(fan_in).
InitialWeights initialWeights(const LayerSpec& layer, const NetworkSpec& network, RandomStream& random);

} // namespace lightcl
