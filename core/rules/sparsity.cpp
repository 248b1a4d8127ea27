#include "rules/sparsity.h"

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

} // namespace lightcl
