#include "networks/head_features.h"

#include <stdexcept>

namespace lightcl {

torch::Tensor headFeatures(Network& network, torch::Tensor inputs) {
    torch::Tensor values = std::move(inputs);
    const std::size_t head = network.stageCount() - 1;
    for (std::size_t stage = 0; stage < head; ++stage) {
        values = network.forwardStage(stage, std::move(values), NormMode::Evaluation);
    }
    const std::vector<LayerSpec>& layers = network.spec().stages.back().blocks.back().main;
    for (const LayerSpec& layer : layers) {
        if (layer.kind == LayerKind::GlobalAvgPool) {
            values = values.mean({2, 3});
        } else if (layer.kind != LayerKind::Flatten && layer.kind != LayerKind::Linear) {
            throw std::logic_error("a head that does more than pool and flatten has no features here");
        }
    }
    return values.flatten(1);
}

} // namespace lightcl
