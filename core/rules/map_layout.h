#pragma once

#include "backbones/network_spec.h"

namespace lightcl {

/// Whether a stage's maps lie in memory with their channels last. Convolutions alone are faster so where maps have 7x7
/// positions and more, and slower for small maps of many channels and from an image of one channel
/// (docs/performance.md). Never in a stage that has a 1x1 convolution with a stride and fewer than 16 input channels:
/// for these oneDNN (seen in 2.6.3) touches memory beyond its tensors in the weights' gradient, when several threads
/// share an odd number of rows.
bool hasChannelsLast(const StageSpec& stage);

/// Whether a convolution's kernel gets its gradient place by place, as nine matrix products: 3x3 convolutions of many
/// channels on maps of at most 4x4 positions, most of whose border a place of the kernel does not touch
/// (docs/performance.md).
bool sumsKernelPlaces(const LayerSpec& convolution);

} // namespace lightcl
