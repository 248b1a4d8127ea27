#include "networks/channel_pruning.h"
#include "spec/method_network.h"

#include "engine/engine_fixture.h"
#include "engine/training_state.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A network whose batch-norms have seen something.
Network livedNetwork(const NetworkSpec& spec) {
    Network network = madeUpNetwork(spec);
    at::NoGradGuard noGradient;
    at::manual_seed(3);
    for (const NamedTensor& named : network.parameters()) {
        if (named.name.find("bn") == std::string::npos && named.name.find("downsample.1") == std::string::npos)
            continue;
        torch::Tensor(named.tensor).uniform_(0.5, 1.5);
    }
    for (const NamedTensor& named : network.buffers()) torch::Tensor(named.tensor).uniform_(0.2, 2.0);
    return network;
}

/// Puts the removed channels' outputs to zero: the weights of the layer itself, and of the batch-norm behind it.
void mask(Network& network, const std::map<std::string, torch::Tensor>& survivors) {
    at::NoGradGuard noGradient;
    const auto zeroOthers = [&](const std::string& name, const torch::Tensor& kept) {
        for (const NamedTensor& named : network.parameters()) {
            if (named.name != name + ".weight" && named.name != name + ".bias") continue;
            torch::Tensor removed = torch::ones({named.tensor.size(0)}, torch::kBool).index_fill_(0, kept, false);
            torch::Tensor(named.tensor).index_fill_(0, removed.nonzero().flatten(), 0);
        }
    };
    const std::vector<LayerSpec> layers = network.spec().layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto found = survivors.find(layers[i].name);
        if (found == survivors.end() || layers[i].name.empty()) continue;
        zeroOthers(layers[i].name, found->second);
        if (layers[i + 1].kind == LayerKind::BatchNorm2d) zeroOthers(layers[i + 1].name, found->second);
    }
}

/// Shares the network's memory.
torch::Tensor tensorOf(const Network& network, const std::string& name) {
    for (const NamedTensor& named : network.parameters()) {
        if (named.name == name) return named.tensor;
    }
    return {};
}

} // namespace

TEST_CASE("A pruned network gives the logits of the masked full one") {
    at::NoGradGuard noGradient;
    at::manual_seed(5);
    for (const NetworkSpec& spec :
         {mlp({3, 16, 16}, 10, {12, 9}), smallCnn({3, 16, 16}, 10, 6), resnet18({3, 16, 16}, 10, 6)}) {
        for (const ChannelRanking ranking : {ChannelRanking::Magnitude, ChannelRanking::SignedMean}) {
            CAPTURE(spec.backbone);
            Network full = livedNetwork(spec);
            const ChannelPlan plan = planChannels(spec, paperSparsities(spec));
            Network small = prunedNetwork(full, plan, ranking);
            CHECK(small.spec() == pruned(spec, plan));
            const torch::Tensor inputs = torch::rand({5, 3, 16, 16});
            const torch::Tensor unmasked = full.forward(inputs, NormMode::Evaluation);
            mask(full, survivingChannels(full, plan, ranking));
            const torch::Tensor expected = full.forward(inputs, NormMode::Evaluation);
            CHECK_FALSE(torch::allclose(unmasked, expected, 1e-2, 1e-2));
            CHECK((small.forward(inputs, NormMode::Evaluation) - expected).abs().max().item<double>() < 1e-5);
        }
    }
}

TEST_CASE("Channels are ranked by their filters' magnitude, or by signed mean as the reference code does") {
    Network network = madeUpNetwork(mlp({1, 1, 2}, 10, {4}));
    at::NoGradGuard noGradient;
    tensorOf(network, "hidden1.weight")
        .copy_(torch::tensor({{-3.0F, -3.0F}, {1.0F, 1.0F}, {-4.0F, 4.5F}, {0.1F, 0.0F}}));
    const ChannelPlan half = planChannels(network.spec(), {0.5, {}});
    const auto kept = [&](ChannelRanking ranking) { return survivingChannels(network, half, ranking).at("hidden1"); };
    CHECK(torch::equal(kept(ChannelRanking::Magnitude), torch::tensor({0, 2}, torch::kInt64)));
    CHECK(torch::equal(kept(ChannelRanking::SignedMean), torch::tensor({1, 2}, torch::kInt64)));
}

TEST_CASE("A residual stream's channels are ranked over all layers that add to it") {
    Network network = madeUpNetwork(resnet18({3, 16, 16}, 10, 2));
    at::NoGradGuard noGradient;
    const auto fill = [&](const char* layer, float first, float second) {
        const torch::Tensor weight = tensorOf(network, layer);
        weight[0].fill_(first / static_cast<float>(weight[0].numel()));
        weight[1].fill_(second / static_cast<float>(weight[1].numel()));
    };
    fill("conv1.weight", 5, 1);
    fill("layer1.0.conv2.weight", 1, -2);
    fill("layer1.1.conv2.weight", 1, 5);
    const ChannelPlan plan = planChannels(network.spec(), {0.5, {}});
    const auto survivors = survivingChannels(network, plan, ChannelRanking::Magnitude);
    for (const char* layer : {"conv1", "layer1.0.conv2", "layer1.1.conv2"}) {
        CHECK(torch::equal(survivors.at(layer), torch::tensor({1}, torch::kInt64))); // 7 against 8
    }
}

TEST_CASE("A sparse run begins with the largest channels of the seed's own network") {
    SpecText text;
    text.network = "backbone = \"small-cnn\"\nwidth = 4";
    text.method = "lightcl-sparse";
    const RunSpec run = runOf(text);
    text.method = "lightcl";
    const RunSpec dense = runOf(text);
    const Dataset dataset = madeUpDataset({1, 28, 28}, 2, 1);
    const Scenario scenario(scenarioSettings(run.scenario), dataset, 10, 0);
    const TrainingState sparse(run, scenario, nullptr);
    const TrainingState full(dense, scenario, nullptr);
    const ChannelPlan plan = planChannels(full.network.spec(), paperSparsities(full.network.spec()));
    const Network expected = prunedNetwork(full.network, plan, ChannelRanking::Magnitude);
    CHECK(sameTensors(copyOf(sparse.network), copyOf(expected)));
    CHECK(sparse.network.spec() == networkOf(run));
}
