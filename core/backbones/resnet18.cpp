#include "backbones/backbones.h"
#include "backbones/layers.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

BlockSpec basicBlock(const std::string& name, Shape input, std::int64_t channels, std::int64_t stride) {
    BlockSpec block;
    block.name = name;
    block.residual = true;
    const LayerSpec first = conv(name + ".conv1", input, channels, 3, stride, 1);
    const Shape shape = first.output;
    block.main = {first, batchNorm(name + ".bn1", shape), relu(shape), conv(name + ".conv2", shape, channels, 3, 1, 1),
                  batchNorm(name + ".bn2", shape)};
    if (stride != 1 || input.channels != channels) {
        block.shortcut = {conv(name + ".downsample.0", input, channels, 1, stride, 0),
                          batchNorm(name + ".downsample.1", shape)};
    }
    return block;
}

StageSpec residualStage(const std::string& name, Shape input, std::int64_t channels, std::int64_t stride) {
    StageSpec stage{name, {basicBlock(name + ".0", input, channels, stride)}};
    stage.blocks.push_back(basicBlock(name + ".1", stage.blocks.front().main.back().output, channels, 1));
    return stage;
}

/// LightCL's reference code: layerN_1 and layerN_2 hold the two blocks of stage N ("layer4_2.0.shortcut.0" is
/// layer4.1.downsample.0).
std::vector<TensorAlias> referenceAliases() {
    std::vector<TensorAlias> aliases = {{".downsample.", ".shortcut."}, {"fc.", "linear."}};
    for (int depth = 1; depth <= 4; ++depth) {
        for (int block = 0; block < 2; ++block) {
            aliases.push_back(
                {fmt::format("layer{}.{}.", depth, block), fmt::format("layer{}_{}.0.", depth, block + 1)});
        }
    }
    return aliases;
}

} // namespace

NetworkSpec resnet18(Shape input, std::int64_t classes, std::int64_t width) {
    requireInput("resnet18", input, 8);
    NetworkSpec network{"resnet18", input, classes, {}};
    network.aliases = referenceAliases();
    const LayerSpec stem = conv("conv1", input, width, 3, 1, 1);
    network.stages.push_back({"stem", {sequence({stem, batchNorm("bn1", stem.output), relu(stem.output)})}});
    for (int depth = 1; depth <= 4; ++depth) {
        const std::int64_t channels = width << (depth - 1);
        const Shape from = network.stages.back().output();
        network.stages.push_back(residualStage(fmt::format("layer{}", depth), from, channels, depth == 1 ? 1 : 2));
    }
    const LayerSpec pool = globalAvgPool(network.stages.back().output());
    const LayerSpec flat = flatten(pool.output);
    network.stages.push_back({"head", {sequence({pool, flat, linear("fc", flat.output, classes)})}});
    return network;
}

BackboneInfo resnet18Entry() {
    return {.name = "resnet18",
            .title = "ResNet-18",
            .help = "Residual network of 18 weight layers with a 3x3 stem and without max-pooling, for small images.",
            .source = "He et al. 2016, Deep Residual Learning for Image Recognition, arXiv 1512.03385",
            .parameters = {integerSetting("width", 64, 1, 512,
                                          "Channels of the stem and of layer1; the later stages have 2, 4 and 8 times "
                                          "as many.",
                                          "the paper")},
            .describe = [](const Parameters& network, Shape input, std::int64_t classes) {
                return resnet18(input, classes, network.integer("width"));
            }};
}

} // namespace lightcl
