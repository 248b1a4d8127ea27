#include "rules/map_layout.h"

#include <algorithm>

namespace lightcl {

namespace {

bool readsBeyond(const LayerSpec& layer) {
    constexpr std::int64_t kBlock = 16;
    return layer.kind == LayerKind::Conv2d && layer.kernel == 1 && layer.stride > 1 && layer.input.channels < kBlock;
}

} // namespace

bool hasChannelsLast(const StageSpec& stage) {
    constexpr std::int64_t kPositions = 7 * 7;
    const Shape output = stage.output();
    if (stage.input().channels == 1 || output.height * output.width < kPositions) return false;
    return std::none_of(stage.blocks.begin(), stage.blocks.end(), [](const BlockSpec& block) {
        return std::any_of(block.main.begin(), block.main.end(), readsBeyond) ||
               std::any_of(block.shortcut.begin(), block.shortcut.end(), readsBeyond);
    });
}

bool sumsKernelPlaces(const LayerSpec& convolution) {
    constexpr std::int64_t kPositions = 4 * 4;
    constexpr std::int64_t kManyWeights = 256 * 256;
    const Shape output = convolution.output;
    return convolution.kind == LayerKind::Conv2d && convolution.kernel == 3 && convolution.padding == 1 &&
           convolution.groups == 1 && output.height * output.width <= kPositions &&
           convolution.input.channels * output.channels >= kManyWeights;
}

} // namespace lightcl
