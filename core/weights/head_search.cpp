#include "weights/head_search.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace lightcl {

namespace {

struct LinearLayer {
    std::string name;
    const StoredTensor* weight = nullptr;
    const StoredTensor* bias = nullptr;
};

/// The head's weight and bias among the targets; nothing for a head of another build.
struct HeadTargets {
    std::size_t weight = 0;
    std::size_t bias = 0;
};

std::optional<HeadTargets> headOf(const std::vector<NetworkTensor>& targets) {
    const std::size_t all = targets.size();
    const bool usual = all >= 2 && targets[all - 2].head && targets[all - 1].head && targets[all - 2].shape.size() == 2;
    const bool alone = usual && (all == 2 || !targets[all - 3].head);
    return alone ? std::optional(HeadTargets{all - 2, all - 1}) : std::nullopt;
}

std::vector<LinearLayer> linearLayers(const WeightFront& front, std::int64_t features, const WeightsFile& file) {
    constexpr std::string_view leaf = ".weight";
    std::unordered_map<std::string_view, const StoredTensor*> byName;
    for (const StoredTensor& tensor : file.tensors) byName.emplace(tensor.name, &tensor);
    std::vector<LinearLayer> layers;
    for (const StoredTensor& tensor : file.tensors) {
        const bool linear = tensor.shape.size() == 2 && tensor.shape[1] == features && isFloating(tensor.type);
        if (!linear || !tensor.name.ends_with(leaf)) continue;
        const std::string name = tensor.name.substr(0, tensor.name.size() - leaf.size());
        const auto bias = byName.find(name + ".bias");
        if (bias == byName.end() || bias->second->shape != std::vector{tensor.shape[0]}) continue;
        const bool taken =
            std::any_of(front.of.begin(), front.of.end(), [&](const auto& entry) { return entry.second == &tensor; });
        if (!taken) layers.push_back({name, &tensor, bias->second});
    }
    return layers;
}

/// The front without its last part.
std::string around(const std::string& front) {
    const std::size_t last = front.find_last_of("./", front.size() - 2);
    return last == std::string::npos ? std::string() : front.substr(0, last + 1);
}

const LinearLayer* onlyOne(const std::vector<const LinearLayer*>& layers, std::int64_t outputs) {
    if (layers.size() == 1) return layers.front();
    const LinearLayer* one = nullptr;
    for (const LinearLayer* layer : layers) {
        if (layer->weight->shape[0] != outputs) continue;
        if (one != nullptr) return nullptr;
        one = layer;
    }
    return one;
}

} // namespace

std::string addHead(WeightFront& front, const std::vector<NetworkTensor>& targets, const WeightsFile& file) {
    const auto head = headOf(targets);
    if (!head || !front.complete || front.of.contains(head->weight) || front.of.contains(head->bias)) return {};
    const auto& shape = targets[head->weight].shape;
    const auto layers = linearLayers(front, shape[1], file);
    for (std::string place = front.text;; place = around(place)) {
        std::vector<const LinearLayer*> below;
        for (const LinearLayer& layer : layers) {
            if (layer.name.starts_with(place)) below.push_back(&layer);
        }
        if (!below.empty()) {
            const LinearLayer* one = onlyOne(below, shape[0]);
            if (one == nullptr) return {};
            front.of[head->weight] = one->weight;
            front.of[head->bias] = one->bias;
            return one->name;
        }
        if (place.size() < 2) return {};
    }
}

} // namespace lightcl
