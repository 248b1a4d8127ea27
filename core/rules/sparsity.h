#pragma once

#include "backbones/network_spec.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// The layers whose weights SparCL's masks apply to: the full 3x3 convolutions of residual blocks (not stem, shortcuts,
/// depthwise ones and head); of a network without any, every layer but the last.
std::vector<LayerSpec> maskedLayers(const NetworkSpec& network);

/// Of a task's samples, how many one of SparCL's removals drops: that share, rounded.
std::int64_t removedSamples(double share, std::int64_t samples);

/// What the removals after `removalEpochs` have left of a task's samples for an epoch (from 1): one at least.
std::int64_t samplesLeft(double share, const std::vector<std::int64_t>& removalEpochs, std::int64_t samples,
                         std::int64_t epoch);

} // namespace lightcl
