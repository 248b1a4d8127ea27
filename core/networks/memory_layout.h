#pragma once

#include "libtorch/torch.h"
#include "rules/map_layout.h"

namespace lightcl {

/// The order in which a stage's maps lie in memory.
inline torch::MemoryFormat layoutOf(const StageSpec& stage) {
    return hasChannelsLast(stage) ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
}

/// The values [rows, channels, height, width] in that order, themselves if they are already; others as they are.
inline torch::Tensor laidOut(const torch::Tensor& values, torch::MemoryFormat layout) {
    return values.dim() == 4 ? values.contiguous(layout) : values;
}

} // namespace lightcl
