#include "rules/sparsity.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

bool isFullThreeByThree(const LayerSpec& layer) {
    return layer.kind == LayerKind::Conv2d && layer.kernel == 3 && layer.groups == 1;
}

} // namespace

std::vector<LayerSpec> maskedLayers(const NetworkSpec& network) {
    std::vector<LayerSpec> layers;
    for (const StageSpec& stage : network.stages) {
        for (const BlockSpec& block : stage.blocks) {
            if (!block.residual) continue;
            for (const LayerSpec& layer : block.main) {
                if (isFullThreeByThree(layer)) layers.push_back(layer);
            }
        }
    }
    if (!layers.empty()) return layers;
    layers = network.weightLayers();
    layers.pop_back();
    return layers;
}

std::int64_t removedSamples(double share, std::int64_t samples) {
    return std::llround(share * static_cast<double>(samples));
}

std::int64_t samplesLeft(double share, const std::vector<std::int64_t>& removalEpochs, std::int64_t samples,
                         std::int64_t epoch) {
    const auto removals = std::count_if(removalEpochs.begin(), removalEpochs.end(),
                                        [epoch](std::int64_t after) { return after < epoch; });
    return std::max<std::int64_t>(std::min<std::int64_t>(samples, 1),
                                  samples - removals * removedSamples(share, samples));
}

} // namespace lightcl
