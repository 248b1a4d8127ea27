#pragma once

#include "backbones/network_spec.h"

#include <torch/torch.h>

namespace lightcl {

/// The order in which a stage's maps lie in memory. Channels last is faster where the maps it makes have 7x7 positions
/// and more, up to twice with few channels, and slower for small maps of many channels (docs/performance.md).
inline torch::MemoryFormat layoutOf(const StageSpec& stage) {
    constexpr std::int64_t kPositions = 7 * 7;
    const Shape output = stage.output();
    return output.height * output.width >= kPositions ? torch::MemoryFormat::ChannelsLast
                                                      : torch::MemoryFormat::Contiguous;
}

/// The values [rows, channels, height, width] in that order, themselves if they are already; others as they are.
inline torch::Tensor laidOut(const torch::Tensor& values, torch::MemoryFormat layout) {
    return values.dim() == 4 ? values.contiguous(layout) : values;
}

} // namespace lightcl
