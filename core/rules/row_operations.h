#pragma once

#include "backbones/network_spec.h"

#include <cstddef>
#include <vector>

namespace lightcl {

// Floating-point operations of one row, two for each multiply-accumulate (MAC) of its layers. What is measured of a run
// and what is predicted of it count rows and multiply with these.

/// Layers at the begin of a block's path that read what enters it: the first weight layer and those before it, which
/// pool, flatten or rectify.
std::size_t readersOfInput(const std::vector<LayerSpec>& path);

/// The forward of the stages below `firstTrainable`: 2·MACs.
double frozenOperations(const NetworkSpec& network, std::size_t firstTrainable);

/// Forward and backward of the stages from there on: 6·MACs, a third each for the forward, the weights' gradients and
/// the inputs'; what enters the first of these stages needs no gradient.
double trainedOperations(const NetworkSpec& network, std::size_t firstTrainable);

} // namespace lightcl
