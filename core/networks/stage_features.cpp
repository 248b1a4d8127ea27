#include "networks/stage_features.h"

namespace lightcl {

torch::Tensor stageFeatures(Network& network, torch::Tensor inputs, std::size_t stages, NormMode mode) {
    for (std::size_t stage = 0; stage < stages; ++stage) inputs = network.forwardStage(stage, std::move(inputs), mode);
    return inputs;
}

} // namespace lightcl
