#include "weights/network_tensors.h"

#include <regex>

namespace lightcl {

namespace {

std::vector<std::int64_t> weightShape(const LayerSpec& layer) {
    if (layer.kind == LayerKind::Linear) return {layer.output.channels, layer.input.elements()};
    return {layer.output.channels, layer.input.channels / layer.groups, layer.kernel, layer.kernel};
}

void append(std::vector<NetworkTensor>& tensors, const LayerSpec& layer, bool head) {
    const std::vector<std::int64_t> channels = {layer.output.channels};
    if (layer.isWeightLayer()) tensors.push_back({layer.name + ".weight", weightShape(layer), head});
    if (layer.kind == LayerKind::BatchNorm2d) tensors.push_back({layer.name + ".weight", channels, head});
    if (layer.bias) tensors.push_back({layer.name + ".bias", channels, head});
    if (layer.kind != LayerKind::BatchNorm2d) return;
    tensors.push_back({layer.name + ".running_mean", channels, head});
    tensors.push_back({layer.name + ".running_var", channels, head});
}

std::string withoutWrapping(std::string name) {
    for (const std::string prefix : {"state/network/", "network/", "module."}) {
        if (name.starts_with(prefix)) name.erase(0, prefix.size());
    }
    return name;
}

std::string withFront(const std::string& name, const std::string& front, const std::string& replacement) {
    return name.starts_with(front) ? replacement + name.substr(front.size()) : name;
}

} // namespace

std::vector<NetworkTensor> tensorsOf(const NetworkSpec& network) {
    std::vector<NetworkTensor> tensors;
    for (const StageSpec& stage : network.stages) {
        const bool head = &stage == &network.stages.back();
        for (const BlockSpec& block : stage.blocks) {
            for (const LayerSpec& layer : block.main) append(tensors, layer, head);
            for (const LayerSpec& layer : block.shortcut) append(tensors, layer, head);
        }
    }
    return tensors;
}

std::string networkName(const std::string& stored, const NetworkSpec& network) {
    std::string name = withoutWrapping(stored);
    for (const TensorAlias& alias : network.aliases) {
        name = std::regex_replace(name, std::regex(alias.pattern), alias.replacement,
                                  std::regex_constants::format_first_only);
    }
    return withFront(name, network.headName + '.', "fc.");
}

std::string torchvisionName(const std::string& name, const NetworkSpec& network) {
    return withFront(name, "fc.", network.headName + '.');
}

} // namespace lightcl
