#pragma once

#include "backbones/network_spec.h"
#include "libtorch/torch.h"

#include <cstdint>

namespace lightcl {

/// Operations a second that this machine reaches on a network's convolutions and linear layers alone, forward and
/// backward at this batch size in this type of numbers, each shape on its own in the faster of both memory layouts,
/// weighted by the network's own shapes: an upper bound for training.
double layerPeakFlopsPerSecond(const NetworkSpec& network, std::int64_t batchSize, torch::ScalarType type);

} // namespace lightcl
