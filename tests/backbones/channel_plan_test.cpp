#include "backbones/backbones.h"
#include "backbones/channel_plan.h"
#include "support/catch.h"
#include "support/error_message.h"

#include <algorithm>

using namespace lightcl;

namespace {

const LayerSpec& layerOf(const std::vector<LayerSpec>& layers, const std::string& name) {
    return *std::find_if(layers.begin(), layers.end(), [&](const LayerSpec& layer) { return layer.name == name; });
}

std::int64_t channelsOf(const NetworkSpec& network, const std::string& layer) {
    return layerOf(network.layers(), layer).output.channels;
}

const ChannelGroup& groupOf(const ChannelPlan& plan, const std::string& layer) {
    return *std::find_if(plan.begin(), plan.end(), [&](const ChannelGroup& group) {
        return std::find(group.layers.begin(), group.layers.end(), layer) != group.layers.end();
    });
}

} // namespace

TEST_CASE("layers that add into one residual stream lose the same channels", "[backbones]") {
    const NetworkSpec network = resnet18({3, 32, 32}, 10, 64);
    const ChannelPlan plan = planChannels(network, paperSparsities(network));
    CHECK(groupOf(plan, "conv1").layers == std::vector<std::string>{"conv1", "layer1.0.conv2", "layer1.1.conv2"});
    CHECK(groupOf(plan, "layer3.0.conv2").layers ==
          std::vector<std::string>{"layer3.0.conv2", "layer3.0.downsample.0", "layer3.1.conv2"});
    CHECK(groupOf(plan, "layer3.1.conv1").layers == std::vector<std::string>{"layer3.1.conv1"});
    CHECK(plan.size() == 4 + 8); // four streams, eight blocks' inner channels; the head's outputs are none
    CHECK(std::none_of(plan.begin(), plan.end(), [](const auto& group) { return group.layers.front() == "fc"; }));
}

TEST_CASE("the paper's sparsities spare the lower layers", "[backbones]") {
    const NetworkSpec full = resnet18({3, 32, 32}, 10, 64);
    const NetworkSpec small = pruned(full, planChannels(full, paperSparsities(full)));
    CHECK(channelsOf(small, "conv1") == 51);           // 0.8 · 64
    CHECK(channelsOf(small, "layer2.1.conv1") == 102); // 0.8 · 128
    CHECK(channelsOf(small, "layer3.0.conv1") == 205); // 0.8 · 256
    CHECK(channelsOf(small, "layer3.1.conv1") == 77);  // 0.3 · 256
    CHECK(channelsOf(small, "layer3.1.conv2") == 205); // the stream is the whole stage's
    CHECK(channelsOf(small, "layer4.0.conv1") == 102); // 0.2 · 512
    CHECK(channelsOf(small, "layer4.1.conv2") == 102);
    CHECK(channelsOf(small, "fc") == 10);
    CHECK(small.parameters() == 1'794'778);
    CHECK(small.macs() == 246'137'148);
}

TEST_CASE("a pruned network's shapes fit, for every backbone", "[backbones]") {
    const Shape input{3, 16, 16};
    for (const NetworkSpec& full : {mlp(input, 10, {40, 20}), smallCnn(input, 10, 8), resnet18(input, 10, 8)}) {
        CAPTURE(full.backbone);
        const NetworkSpec small = pruned(full, planChannels(full, {0.5, {}}));
        CHECK(small.layers().size() == full.layers().size());
        CHECK(small.parameters() < full.parameters() / 2);
        CHECK(small.macs() < full.macs() / 2);
        Shape shape = small.input;
        for (const StageSpec& stage : small.stages) {
            for (const BlockSpec& block : stage.blocks) {
                CHECK(block.main.front().input == shape);
                if (!block.shortcut.empty()) {
                    CHECK(block.shortcut.front().input == shape);
                    CHECK(block.shortcut.back().output == block.main.back().output);
                } else if (block.residual) {
                    CHECK(block.main.back().output == shape);
                }
                for (std::size_t i = 1; i < block.main.size(); ++i) {
                    CHECK(block.main[i].input == block.main[i - 1].output);
                }
                shape = block.main.back().output;
            }
        }
        CHECK(shape == Shape{10, 1, 1});
        CHECK(pruned(full, planChannels(full, {})) == full);
    }
}

TEST_CASE("plain networks take the paper's sparsities from the back", "[backbones]") {
    const NetworkSpec full = smallCnn({1, 28, 28}, 10, 10);
    const NetworkSpec small = pruned(full, planChannels(full, paperSparsities(full)));
    CHECK(channelsOf(small, "conv1") == 8);
    CHECK(channelsOf(small, "conv2") == 16);
    CHECK(channelsOf(small, "conv3") == 8);
    const LayerSpec head = layerOf(small.layers(), "fc");
    CHECK(head.input == Shape{8 * 9, 1, 1});
    const NetworkSpec one = mlp({1, 28, 28}, 10, {10});
    CHECK(channelsOf(pruned(one, planChannels(one, paperSparsities(one))), "hidden1") == 2);
}

TEST_CASE("a block's sparsity goes before its stage's, and one channel always stays", "[backbones]") {
    const NetworkSpec full = resnet18({3, 16, 16}, 10, 4);
    const Sparsities sparsities{0.0, {{"layer2", 0.99}, {"layer2.0", 0.5}}};
    const NetworkSpec small = pruned(full, planChannels(full, sparsities));
    CHECK(channelsOf(small, "layer2.0.conv1") == 4);
    CHECK(channelsOf(small, "layer2.1.conv1") == 1);
    CHECK(channelsOf(small, "layer2.0.conv2") == 1);
    CHECK(channelsOf(small, "layer3.0.conv1") == 16);
}

TEST_CASE("channels that a depthwise convolution ties are not removed", "[backbones]") {
    const NetworkSpec network = mobilenetV2({3, 32, 32}, 10, 0.25);
    CHECK(test::inputErrorOf([&] { planChannels(network, {}); }) ==
          "expected a backbone whose channels can be removed, one without depthwise convolutions, got mobilenet-v2");
}
