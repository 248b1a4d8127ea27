#include "weights/weight_match.h"

#include "text/printable.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

/// Of a checkpoint, what is no network; of PyTorch's batch-norms, a counter that nothing here uses.
bool isPassedOver(const std::string& name) {
    const bool network = name.starts_with("state/network/");
    const bool checkpoint = name.starts_with("state/") || name.starts_with("measurer/");
    return (checkpoint && !network) || name.ends_with(".num_batches_tracked");
}

bool fits(const WeightMatch::Pair& pair) {
    return pair.target.shape == pair.stored->shape && isFloating(pair.stored->type);
}

std::string foundText(const StoredTensor& stored) {
    const std::string shape = shapeText(stored.shape);
    return isFloating(stored.type) ? shape : fmt::format("{} of type {}", shape, toString(stored.type));
}

std::string headText(const WeightMatch& match) {
    if (match.hasHead()) return "the head as well";
    for (const WeightMatch::Pair& pair : match.otherShape) {
        if (!pair.target.head) continue;
        return fmt::format("the head starts fresh: {} is {} in the file and {} here", pair.target.name,
                           foundText(*pair.stored), shapeText(pair.target.shape));
    }
    return "the head, which the file lacks, starts fresh";
}

template <typename Tensors>
std::int64_t bodyCount(const Tensors& tensors) {
    return std::count_if(tensors.begin(), tensors.end(), [](const auto& tensor) { return !tensor.head; });
}

std::vector<NetworkTensor> targetsOf(const std::vector<WeightMatch::Pair>& pairs) {
    std::vector<NetworkTensor> targets;
    targets.reserve(pairs.size());
    for (const auto& pair : pairs) targets.push_back(pair.target);
    return targets;
}

} // namespace

std::string shapeText(const std::vector<std::int64_t>& shape) {
    return fmt::format("[{}]", fmt::join(shape, ", "));
}

bool WeightMatch::isUsable() const {
    return bodyCount(missing) + bodyCount(targetsOf(otherShape)) == 0;
}

bool WeightMatch::hasHead() const {
    const auto isHead = [](const NetworkTensor& tensor) { return tensor.head; };
    const auto others = targetsOf(otherShape);
    return std::none_of(missing.begin(), missing.end(), isHead) && std::none_of(others.begin(), others.end(), isHead);
}

std::string WeightMatch::summary() const {
    const std::size_t all = matched.size() + otherShape.size() + missing.size();
    std::string text = fmt::format("{} of {} tensors matched, {}", matched.size(), all, headText(*this));
    if (!unexpected.empty()) text += fmt::format("; {} of the file not used", unexpected.size());
    return text;
}

std::string WeightMatch::complaint() const {
    const std::int64_t all = bodyCount(missing) + bodyCount(targetsOf(otherShape));
    const std::string more = all > 1 ? fmt::format(", and {} more tensors do not fit", all - 1) : "";
    for (const Pair& pair : otherShape) {
        if (pair.target.head) continue;
        return fmt::format("{}: expected a tensor of shape {}, found {}{}", pair.target.name,
                           shapeText(pair.target.shape), foundText(*pair.stored), more);
    }
    for (const NetworkTensor& tensor : missing) {
        if (tensor.head) continue;
        return fmt::format("{}: expected a tensor of shape {}, found none{}", tensor.name, shapeText(tensor.shape),
                           more);
    }
    return {};
}

WeightMatch matchWeights(const NetworkSpec& network, const WeightsFile& file) {
    std::map<std::string, const StoredTensor*> stored;
    WeightMatch match;
    for (const StoredTensor& tensor : file.tensors) {
        if (isPassedOver(tensor.name)) continue;
        // Of two that mean the same, the first counts.
        const bool first = stored.emplace(networkName(tensor.name, network), &tensor).second;
        if (!first) match.unexpected.push_back(tensor.name);
    }
    for (const NetworkTensor& target : tensorsOf(network)) {
        const auto found = stored.find(target.name);
        if (found == stored.end()) {
            match.missing.push_back(target);
            continue;
        }
        const WeightMatch::Pair pair{target, found->second};
        (fits(pair) ? match.matched : match.otherShape).push_back(pair);
        stored.erase(found);
    }
    for (const auto& [name, tensor] : stored) match.unexpected.push_back(tensor->name);
    return match;
}

} // namespace lightcl
