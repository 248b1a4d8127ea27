#include "backbones/channel_plan.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace lightcl {

namespace {

/// Walks a network and notes which layers' channels belong together.
class GroupFinder {
public:
    GroupFinder(const NetworkSpec& network, const Sparsities& sparsities) : sparsities_(&sparsities) {
        for (std::size_t index = 0; index + 1 < network.stages.size(); ++index) {
            for (const BlockSpec& block : network.stages[index].blocks) visit(network.stages[index].name, block);
        }
    }

    [[nodiscard]] ChannelPlan take() { return std::move(groups_); }

private:
    using Flow = std::optional<std::size_t>; ///< the group that flows past; nothing: the network's input

    void visit(const std::string& stage, const BlockSpec& block) {
        const double sparsity = sparsities_->of(stage, block.name);
        const Flow before = flow_;
        flow_ = follow(block.main, before, sparsity);
        if (block.residual) flow_ = joined(*flow_, *follow(block.shortcut, before, sparsity), sparsities_->of(stage));
    }

    Flow follow(const std::vector<LayerSpec>& path, Flow flow, double sparsity) {
        for (const LayerSpec& layer : path) {
            if (!layer.isWeightLayer()) continue;
            groups_.push_back({{layer.name}, layer.output.channels, left(layer.output.channels, sparsity)});
            flow = groups_.size() - 1;
        }
        return flow;
    }

    /// The later of two groups is always the last one made.
    std::size_t joined(std::size_t a, std::size_t b, double sparsity) {
        const ChannelGroup later = std::move(groups_.back());
        groups_.pop_back();
        ChannelGroup& group = groups_[std::min(a, b)];
        group.layers.insert(group.layers.end(), later.layers.begin(), later.layers.end());
        group.kept = left(group.channels, sparsity);
        return std::min(a, b);
    }

    static std::int64_t left(std::int64_t channels, double sparsity) {
        return std::max<std::int64_t>(1, std::llround((1 - sparsity) * static_cast<double>(channels)));
    }

    const Sparsities* sparsities_;
    ChannelPlan groups_;
    Flow flow_;
};

using Kept = std::map<std::string, std::int64_t>; ///< channels by weight layer

Shape reshape(std::vector<LayerSpec>& path, Shape shape, const Kept& kept) {
    for (LayerSpec& layer : path) {
        const std::int64_t before = layer.input.channels;
        layer.input = shape;
        const auto found = kept.find(layer.name);
        if (layer.isWeightLayer()) {
            if (found != kept.end()) layer.output.channels = found->second;
        } else {
            // What has no weights passes its channels on; flattening makes several of each.
            layer.output.channels = layer.output.channels / before * shape.channels;
        }
        shape = layer.output;
    }
    return shape;
}

} // namespace

double Sparsities::of(const std::string& stage, const std::string& block) const {
    for (const std::string& place : {block, stage}) {
        if (const auto found = places.find(place); found != places.end()) return found->second;
    }
    return elsewhere;
}

Sparsities paperSparsities(const NetworkSpec& network) {
    Sparsities result{0.2, {}};
    const std::size_t last = network.stages.size() - 2;
    result.places[network.stages[last].name] = 0.8;
    if (last == 0) return result;
    const std::vector<BlockSpec>& blocks = network.stages[last - 1].blocks;
    if (blocks.size() < 2) return result;
    for (std::size_t deeper = blocks.size() / 2; deeper < blocks.size(); ++deeper) {
        result.places[blocks[deeper].name] = 0.7;
    }
    return result;
}

ChannelPlan planChannels(const NetworkSpec& network, const Sparsities& sparsities) {
    const std::vector<LayerSpec> layers = network.layers();
    // A grouped convolution ties channels of its input to those of its output.
    if (std::any_of(layers.begin(), layers.end(), [](const LayerSpec& layer) { return layer.groups > 1; })) {
        throw InputError("expected a backbone whose channels can be removed, one without depthwise convolutions, got " +
                         network.backbone);
    }
    return GroupFinder(network, sparsities).take();
}

NetworkSpec pruned(NetworkSpec network, const ChannelPlan& plan) {
    Kept kept;
    for (const ChannelGroup& group : plan) {
        for (const std::string& layer : group.layers) kept[layer] = group.kept;
    }
    Shape shape = network.input;
    for (StageSpec& stage : network.stages) {
        for (BlockSpec& block : stage.blocks) {
            const Shape before = shape;
            shape = reshape(block.main, before, kept);
            reshape(block.shortcut, before, kept);
        }
    }
    return network;
}

} // namespace lightcl
