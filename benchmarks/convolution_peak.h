#pragma once

#include "backbones/network_spec.h"

#include <cstdint>

namespace lightcl {

/// Operations a second that this machine reaches on a network's convolutions and linear layers alone, forward and
/// backward in float32 at this batch size, each shape on its own, weighted by the network's own shapes: an upper bound
/// for training.
double layerPeakFlopsPerSecond(const NetworkSpec& network, std::int64_t batchSize);

} // namespace lightcl
