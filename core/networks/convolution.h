#pragma once

#include "backbones/network_spec.h"
#include "libtorch/torch.h"

namespace lightcl {

/// A two-dimensional convolution as `spec` describes it; input [rows, in, height, width], weight [out, in / groups, k,
/// k], bias [out] or undefined. Values and gradients are torch::conv2d's but for rounding; the weights' gradient is
/// computed in the way that is faster for the shape (see sumsKernelPlaces()).
torch::Tensor convolution(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                          const LayerSpec& spec);

struct ConvolutionGradients {
    torch::Tensor input;  ///< undefined unless asked for
    torch::Tensor weight; ///< in the usual order in memory; of the type asked for where it is summed place by place
    torch::Tensor bias;   ///< undefined without a bias
};

/// A convolution's gradients from that of its output; all of one element type. Only geometry and bias are read from
/// `spec`. `weightType`: the element type of the parameter that `weight` was made from, which its gradient will have.
ConvolutionGradients convolutionGradients(const torch::Tensor& ofOutput, const torch::Tensor& input,
                                          const torch::Tensor& weight, const LayerSpec& spec, bool needsInput,
                                          torch::ScalarType weightType);

/// The weights' gradient of a 3x3 convolution with padding 1, place by place: ∂W[o,i,y,x] is the sum, over rows and
/// those positions p of the output for which the place (y,x) lies inside the input, of ∂out[o,p] · in[i, s·p + (y,x) -
/// 1], and for all o and i together a matrix product. ofOutput [rows, out, …], input [rows, in, …]; gives [out, in, 3,
/// 3] of that element type.
torch::Tensor gradientByKernelPlaces(const torch::Tensor& ofOutput, const torch::Tensor& input, std::int64_t stride,
                                     torch::ScalarType type);

} // namespace lightcl
