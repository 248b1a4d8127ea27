#include "networks/features.h"

#include <stdexcept>

namespace lightcl {

torch::Tensor stageFeatures(Network& network, torch::Tensor inputs, std::size_t stages, NormMode mode) {
    for (std::size_t stage = 0; stage < stages; ++stage) inputs = network.forwardStage(stage, std::move(inputs), mode);
    return inputs;
}

torch::Tensor headFeatures(Network& network, torch::Tensor inputs) {
    torch::Tensor values = stageFeatures(network, std::move(inputs), network.stageCount() - 1, NormMode::Evaluation);
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
