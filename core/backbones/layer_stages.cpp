#include "backbones/layer_stages.h"

#include <algorithm>

namespace lightcl {

std::vector<std::size_t> stagesOfWeightLayers(const NetworkSpec& network) {
    std::vector<std::size_t> result;
    const auto isWeightLayer = [](const LayerSpec& layer) { return layer.isWeightLayer(); };
    for (std::size_t stage = 0; stage < network.stages.size(); ++stage) {
        for (const BlockSpec& block : network.stages[stage].blocks) {
            for (const auto* path : {&block.main, &block.shortcut}) {
                result.insert(result.end(), std::count_if(path->begin(), path->end(), isWeightLayer), stage);
            }
        }
    }
    return result;
}

} // namespace lightcl
