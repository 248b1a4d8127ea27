#pragma once

#include "backbones/network_spec.h"
#include "base/random_stream.h"
#include "libtorch/torch.h"

#include <string>

namespace lightcl {

struct InitialWeights {
    torch::Tensor weight; ///< undefined for layers without parameters
    torch::Tensor bias;   ///< undefined for layers without a bias
};

/// A layer's weights before training, float32. Convolutions: normal with variance 2/fan_out (He et al. 2015, as
/// torchvision's networks; fan_out counts all channels of a depthwise one); batch-norm: 1 and 0; linear layers: uniform
/// ±1/sqrt(fan_in), in an MLP Xavier-uniform weights ±sqrt(6/(fan_in+fan_out)) and zero biases (Glorot & Bengio 2010),
/// in MobileNetV2 normal with deviation 0.01 and zero biases (torchvision).
InitialWeights initialWeights(const LayerSpec& layer, const std::string& backbone, RandomStream& random);

} // namespace lightcl
