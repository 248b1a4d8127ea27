#include "weights/network_tensors.h"

#include <utility>

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

std::string withFront(const std::string& name, const std::string& front, const std::string& replacement) {
    return name.starts_with(front) ? replacement + name.substr(front.size()) : name;
}

/// The name with the alias's words; empty when it has no place for them.
std::string renamed(const std::string& name, const TensorAlias& alias) {
    if (!alias.own.starts_with('.')) {
        return name.starts_with(alias.own) ? alias.other + name.substr(alias.own.size()) : std::string();
    }
    const std::size_t place = name.find(alias.own);
    if (place == std::string::npos) return {};
    return name.substr(0, place) + alias.other + name.substr(place + alias.own.size());
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

std::vector<std::string> namesElsewhere(const std::string& name, const NetworkSpec& network) {
    std::vector<std::string> names = {name};
    const std::string torchvision = torchvisionName(name, network);
    if (torchvision != name) names.push_back(torchvision);
    for (const TensorAlias& alias : network.aliases) {
        // Whoever renames one thing may rename another: each alias applies to what the earlier ones gave, or not.
        const std::size_t before = names.size();
        for (std::size_t i = 0; i < before; ++i) {
            std::string other = renamed(names[i], alias);
            if (!other.empty()) names.push_back(std::move(other));
        }
    }
    return names;
}

std::string torchvisionName(const std::string& name, const NetworkSpec& network) {
    return withFront(name, "fc.", network.headName + '.');
}

} // namespace lightcl
