#pragma once

#include "backbones/network_spec.h"

namespace lightcl {

// Layers with their output shapes worked out, for the backbones' descriptions.

/// Without bias: a batch-norm follows, which brings its own.
LayerSpec conv(std::string name, Shape input, std::int64_t channels, std::int64_t kernel, std::int64_t stride,
               std::int64_t padding);
/// 3x3 with padding 1, each channel by itself; without bias.
LayerSpec depthwiseConv(std::string name, Shape input, std::int64_t stride);
LayerSpec batchNorm(std::string name, Shape input);
LayerSpec relu(Shape input);
LayerSpec relu6(Shape input);
/// 2x2 with stride 2; an odd last row or column is dropped.
LayerSpec maxPool(Shape input);
LayerSpec globalAvgPool(Shape input);
LayerSpec flatten(Shape input);
/// With bias.
LayerSpec linear(std::string name, Shape input, std::int64_t outputs);

/// The layers as one plain block.
BlockSpec sequence(std::vector<LayerSpec> layers);

/// Throws InputError when the input has less than `pixels` x `pixels` pixels.
void requireInput(const std::string& backbone, Shape input, std::int64_t pixels);

} // namespace lightcl
