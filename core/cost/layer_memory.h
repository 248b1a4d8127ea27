#pragma once

#include "backbones/network_spec.h"
#include "cost/precision.h"

#include <cstdint>

namespace lightcl {

// What the exact convention assumes of each layer kind: LibTorch's autograd, ReLU in place on what comes before it, a
// residual sum written into its main path's last batch-norm output. Bytes throughout.
//
//   kind           kept for backward, for each row         and once a step
//   convolution    nothing of its own (its input is kept by the layer that made it)
//   batch-norm     its input: the convolution's output     mean and inverse deviation of each channel
//   ReLU           its output, which is the next convolution's input as well
//   max-pooling    its output, and an 8-byte index for each of its values
//   average pool   its output, the classifier's input
//   flatten        nothing: a view
//   linear         nothing of its own; the classifier's logits and their log-softmax (in float32)
// With autocast moreover the cast weights of each convolution and linear layer, see castWeightBytes().

/// Kept by autograd for one row.
std::int64_t keptBytesPerRow(const LayerSpec& layer, Precision precision = {});
/// Kept by autograd once a step, however many rows.
std::int64_t keptBytesPerStep(const LayerSpec& layer);
/// Its gradient: one value for each learnable one.
std::int64_t gradientBytes(const LayerSpec& layer);
/// The same as the library computes it: with autocast it is cast from that.
std::int64_t computedGradientBytes(const LayerSpec& layer, Precision precision);
/// What autocast makes of a convolution's kernel or a linear layer's matrix for as long as the graph needs them;
/// nothing in float32.
std::int64_t castWeightBytes(const LayerSpec& layer, Precision precision);
/// Learnable values, and batch-norm's running statistics.
std::int64_t weightBytes(const LayerSpec& layer);
std::int64_t weightBytes(const NetworkSpec& network);
/// What the library allocates while the layer's forward runs, beside maps: a convolution's kernel in the layout that
/// its kernels work on; with autocast also the cast kernel and, where channels are last, that in the same order.
std::int64_t scratchBytes(const LayerSpec& layer, bool channelsLast, Precision precision);
/// The indices that max-pooling makes of a row, whether they are kept or not.
std::int64_t indexBytesPerRow(const LayerSpec& layer);
/// Values of a row of a convolution's output and input in the layout that the library's kernels work on, where maps do
/// not have their channels last: channels padded to a multiple of 16. A few input channels are left as they are.
std::int64_t blockedOutput(const LayerSpec& layer);
std::int64_t blockedInput(const LayerSpec& layer);

} // namespace lightcl
