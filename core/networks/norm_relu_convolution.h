#pragma once

#include "backbones/network_spec.h"
#include "libtorch/torch.h"
#include "networks/norm_groups.h"

namespace lightcl {

/// A batch-norm on the batch's statistics, a ReLU and the convolution after them as one operation: for backward it
/// keeps the batch-norm's input alone and computes the convolution's input again from it. LibTorch's three operations
/// keep both maps. Values and gradients are the same. (The idea: Pleiss et al. 2017, "Memory-Efficient Implementation
/// of DenseNets", arXiv 1707.06990; Rota Bulò et al. 2018, "In-Place Activated BatchNorm", arXiv 1712.02616.)
struct NormReluConvolution {
    torch::Tensor scale, shift;                 ///< of the batch-norm, [channels]
    torch::Tensor runningMean, runningVariance; ///< [channels], updated in place; undefined: left alone
    bool limitedToSix = false;                  ///< ReLU6
    torch::Tensor weight, bias;                 ///< of the convolution, [out, in / groups, k, k]; bias may be undefined
    LayerSpec convolution;
    NormGroups groups{}; ///< rows whose statistics are apart

    struct Result {
        torch::Tensor output;
        torch::Tensor rectified; ///< after the ReLU; undefined unless asked for
    };

    /// input [rows, channels, height, width]. What asks for the rectified maps may use them in a graph of its own.
    [[nodiscard]] Result operator()(const torch::Tensor& input, bool wantsRectified) const;
};

} // namespace lightcl
