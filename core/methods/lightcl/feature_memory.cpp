#include "methods/lightcl/feature_memory.h"

namespace lightcl {

namespace {

/// Sum of |map| over rows and positions: [channels].
torch::Tensor channelImportance(const torch::Tensor& map) {
    return map.detach().abs().transpose(0, 1).flatten(1).sum(1);
}

} // namespace

void FeatureMemory::markImportant(const FeatureMaps& maps) {
    for (const FeatureMap& map : maps) {
        const torch::Tensor importance = channelImportance(map.values);
        const torch::Tensor top = std::get<1>(importance.topk(markedChannels(marking_, importance.size(0))));
        torch::Tensor member = torch::zeros({importance.size(0)}, torch::kBool).index_fill_(0, top, true);
        Pattern& pattern = patterns_[map.layer];
        if (pattern.channels.defined()) member.index_fill_(0, pattern.channels, true);
        pattern = {member.nonzero().flatten(), {}};
    }
}

void FeatureMemory::keep(const FeatureMaps& maps) {
    for (const FeatureMap& map : maps) {
        const auto found = patterns_.find(map.layer);
        if (found == patterns_.end()) continue;
        found->second.kept = map.values.detach().index_select(1, found->second.channels).contiguous();
    }
}

torch::Tensor FeatureMemory::penalty(const FeatureMaps& maps) const {
    torch::Tensor sum;
    for (const FeatureMap& map : maps) {
        const auto found = patterns_.find(map.layer);
        if (found == patterns_.end() || !found->second.kept.defined()) continue;
        const Pattern& pattern = found->second;
        const std::int64_t rows = pattern.kept.size(0);
        const torch::Tensor current = map.values.slice(0, map.values.size(0) - rows).index_select(1, pattern.channels);
        const torch::Tensor term = (current - pattern.kept).square().sum();
        sum = sum.defined() ? sum + term : term;
    }
    return sum;
}

torch::Tensor FeatureMemory::mask(std::size_t layer) const {
    const auto found = patterns_.find(layer);
    return found == patterns_.end() ? torch::Tensor{} : found->second.channels;
}

void FeatureMemory::save(StateArchive archive) const {
    std::string layers;
    for (const auto& [layer, pattern] : patterns_) {
        const std::string name = std::to_string(layer);
        layers += name + ' ';
        archive.put(name + ".channels", pattern.channels);
        archive.put(name + ".kept", pattern.kept);
    }
    archive.put("layers", layers);
}

void FeatureMemory::restore(const StateArchive& archive) {
    patterns_.clear();
    std::istringstream layers(archive.text("layers"));
    for (std::string name; layers >> name;) {
        patterns_[std::stoul(name)] = {archive.required(name + ".channels"), archive.tensor(name + ".kept")};
    }
}

} // namespace lightcl
