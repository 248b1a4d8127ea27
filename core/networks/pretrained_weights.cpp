#include "networks/pretrained_weights.h"

#include "checkpoint/torch_types.h"
#include "weights/weights_normalisation.h"

#include <map>

namespace lightcl {

namespace {

/// Shares the stored values.
torch::Tensor asTensor(const StoredTensor& stored) {
    // LibTorch takes no pointer to const; nothing writes to it.
    auto* values = const_cast<std::byte*>(stored.first());
    return torch::from_blob(values, stored.shape, stored.strides, torchType(stored.type));
}

} // namespace

void loadPretrainedWeights(Network& network, const std::filesystem::path& file, const Normalisation* inputs,
                           HeadUse head) {
    const WeightsFile content = readWeightsFile(file);
    const WeightMatch match = requireUsableWeights(network.spec(), content, file);
    if (inputs != nullptr) requireSameNormalisation(*inputs, content, file);
    std::map<std::string, torch::Tensor> targets;
    for (const NamedTensor& parameter : network.parameters()) targets[parameter.name] = parameter.tensor;
    for (const NamedTensor& buffer : network.buffers()) targets[buffer.name] = buffer.tensor;
    at::NoGradGuard noGradient;
    for (const WeightMatch::Pair& pair : match.matched) {
        // A head comes whole or not at all.
        if (pair.target.head && (head == HeadUse::Fresh || !match.hasHead())) continue;
        targets.at(pair.target.name).copy_(asTensor(*pair.stored));
    }
}

std::string pretrainedSummary(const NetworkSpec& network, const std::filesystem::path& file) {
    const WeightsFile content = readWeightsFile(file);
    return requireUsableWeights(network, content, file).summary();
}

} // namespace lightcl
