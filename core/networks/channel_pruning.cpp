#include "networks/channel_pruning.h"

namespace lightcl {

namespace {

using Survivors = std::map<std::string, torch::Tensor>;
using TensorsByName = std::map<std::string, torch::Tensor>;

TensorsByName tensorsOf(const Network& network) {
    TensorsByName all;
    for (const NamedTensor& parameter : network.parameters()) all[parameter.name] = parameter.tensor;
    for (const NamedTensor& buffer : network.buffers()) all[buffer.name] = buffer.tensor;
    return all;
}

torch::Tensor filterScores(const torch::Tensor& weight, ChannelRanking ranking) {
    const torch::Tensor filters = weight.detach().flatten(1);
    return ranking == ChannelRanking::Magnitude ? filters.abs().sum(1) : filters.mean(1);
}

/// Copies a network's surviving channels into a smaller one, layer by layer in the order of execution.
class ChannelCopy {
public:
    ChannelCopy(const Network& full, const Network& small, const Survivors& survivors)
        : from_(tensorsOf(full)), into_(tensorsOf(small)), survivors_(&survivors) {}

    /// `incoming`: which channels of the path's input there are; returns those of its output.
    torch::Tensor follow(const std::vector<LayerSpec>& path, torch::Tensor incoming) {
        for (const LayerSpec& layer : path) {
            if (layer.isWeightLayer()) {
                const torch::Tensor outgoing = outputsOf(layer);
                copy(layer.name + ".weight", outgoing, incoming);
                copy(layer.name + ".bias", outgoing);
                incoming = outgoing;
            } else if (layer.kind == LayerKind::BatchNorm2d) {
                for (const char* suffix : {".weight", ".bias", ".running_mean", ".running_var"}) {
                    copy(layer.name + suffix, incoming);
                }
            } else if (layer.kind == LayerKind::Flatten) {
                const std::int64_t positions = layer.input.height * layer.input.width;
                incoming = (incoming.unsqueeze(1) * positions + torch::arange(positions, torch::kInt64)).flatten();
            }
        }
        return incoming;
    }

private:
    [[nodiscard]] torch::Tensor outputsOf(const LayerSpec& layer) const {
        const auto found = survivors_->find(layer.name);
        return found != survivors_->end() ? found->second : torch::arange(layer.output.channels, torch::kInt64);
    }

    void copy(const std::string& name, const torch::Tensor& rows, const torch::Tensor& columns = {}) {
        const auto source = from_.find(name);
        if (source == from_.end()) return; // a layer without a bias
        torch::Tensor values = source->second.index_select(0, rows);
        if (columns.defined()) values = values.index_select(1, columns);
        into_.at(name).copy_(values);
    }

    TensorsByName from_;
    TensorsByName into_;
    const Survivors* survivors_;
};

} // namespace

Survivors survivingChannels(const Network& full, const ChannelPlan& plan, ChannelRanking ranking) {
    const TensorsByName tensors = tensorsOf(full);
    Survivors survivors;
    for (const ChannelGroup& group : plan) {
        torch::Tensor scores = torch::zeros({group.channels});
        for (const std::string& layer : group.layers) scores += filterScores(tensors.at(layer + ".weight"), ranking);
        const torch::Tensor best = std::get<1>(scores.sort(/*stable=*/true, 0, /*descending=*/true));
        const torch::Tensor kept = std::get<0>(best.slice(0, 0, group.kept).sort());
        for (const std::string& layer : group.layers) survivors[layer] = kept;
    }
    return survivors;
}

Network prunedNetwork(const Network& full, const ChannelPlan& plan, ChannelRanking ranking) {
    at::NoGradGuard noGradient;
    RandomStream unused(0);
    Network small(pruned(full.spec(), plan), unused);
    const Survivors survivors = survivingChannels(full, plan, ranking);
    ChannelCopy copy(full, small, survivors);
    torch::Tensor channels = torch::arange(full.spec().input.channels, torch::kInt64);
    for (const StageSpec& stage : full.spec().stages) {
        for (const BlockSpec& block : stage.blocks) {
            const torch::Tensor before = channels;
            channels = copy.follow(block.main, before);
            copy.follow(block.shortcut, before);
        }
    }
    return small;
}

} // namespace lightcl
