#pragma once

#include "backbones/network_spec.h"

namespace lightcl {

/// Whether a stage's maps lie in memory with their channels last. Convolutions alone are faster so where maps have 7x7
/// positions and more, and slower for small maps of many channels and from an image of one channel
/// (docs/performance.md).
inline bool hasChannelsLast(const StageSpec& stage) {
    constexpr std::int64_t kPositions = 7 * 7;
    const Shape output = stage.output();
    return stage.input().channels > 1 && output.height * output.width >= kPositions;
}

} // namespace lightcl
