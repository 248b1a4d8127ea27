#include "backbones/backbones.h"
#include "backbones/layers.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// Table 2 of the paper: `repeats` blocks of `channels`, the first with `stride`, whose inner channels are `expansion`
/// times those of their input.
struct Row {
    std::int64_t expansion, channels, repeats, stride;
};
constexpr std::array<Row, 7> kRows = {
    {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}}};
constexpr std::int64_t kStemChannels = 32;
constexpr std::int64_t kLastChannels = 1280;
/// Pictures of fewer pixels a side keep their size in the stem and the first stage.
constexpr std::int64_t kLargePicture = 96;

/// The nearest multiple of 8, but no less than 8 nor than nine tenths, as torchvision rounds.
std::int64_t roundedChannels(double channels) {
    const std::int64_t rounded = std::max<std::int64_t>(8, static_cast<std::int64_t>(channels + 4) / 8 * 8);
    return static_cast<double>(rounded) < 0.9 * channels ? rounded + 8 : rounded;
}

void appendActivated(std::vector<LayerSpec>& layers, LayerSpec convolution, const std::string& norm) {
    const Shape shape = convolution.output;
    layers.push_back(std::move(convolution));
    layers.push_back(batchNorm(norm, shape));
    layers.push_back(relu6(shape));
}

/// Expands, filters each channel by itself, and projects without a ReLU; added to its input where that has its shape.
BlockSpec invertedResidual(const std::string& name, Shape input, std::int64_t expansion, std::int64_t channels,
                           std::int64_t stride) {
    BlockSpec block;
    block.name = name;
    block.linear = true;
    block.residual = stride == 1 && input.channels == channels;
    int part = 0;
    const auto nextName = [&] { return fmt::format("{}.conv.{}", name, part++); };
    Shape shape = input;
    if (expansion != 1) {
        const std::string expand = nextName();
        appendActivated(block.main, conv(expand + ".0", shape, shape.channels * expansion, 1, 1, 0), expand + ".1");
        shape = block.main.back().output;
    }
    const std::string filter = nextName();
    appendActivated(block.main, depthwiseConv(filter + ".0", shape, stride), filter + ".1");
    block.main.push_back(conv(nextName(), block.main.back().output, channels, 1, 1, 0));
    block.main.push_back(batchNorm(nextName(), block.main.back().output));
    return block;
}

BlockSpec activatedConv(const std::string& name, Shape input, std::int64_t channels, std::int64_t kernel,
                        std::int64_t stride) {
    BlockSpec block;
    appendActivated(block.main, conv(name + ".0", input, channels, kernel, stride, kernel / 2), name + ".1");
    return block;
}

/// The row's blocks, of which `block` counts on; returns the shape that they give.
Shape appendRow(StageSpec& stage, Shape shape, const Row& row, std::int64_t stride, double widthMultiplier,
                int& block) {
    const std::int64_t channels = roundedChannels(static_cast<double>(row.channels) * widthMultiplier);
    for (std::int64_t repeat = 0; repeat < row.repeats; ++repeat) {
        stage.blocks.push_back(invertedResidual(fmt::format("features.{}", block++), shape, row.expansion, channels,
                                                repeat == 0 ? stride : 1));
        shape = stage.output();
    }
    return shape;
}

/// As timm calls them: conv_stem and bn1, blocks.ROW.REPEAT with conv_pw, conv_dw, conv_pwl and their norms, conv_head
/// and bn2, classifier.
std::vector<TensorAlias> timmAliases() {
    std::vector<TensorAlias> aliases = {{"features.0.0.", "conv_stem."},
                                        {"features.0.1.", "bn1."},
                                        {"features.18.0.", "conv_head."},
                                        {"features.18.1.", "bn2."},
                                        {"fc.", "classifier."}};
    int block = 1;
    for (std::size_t row = 0; row < kRows.size(); ++row) {
        const bool expands = kRows.at(row).expansion != 1;
        const std::vector<std::string> theirs =
            expands ? std::vector<std::string>{"conv_pw", "bn1", "conv_dw", "bn2", "conv_pwl", "bn3"}
                    : std::vector<std::string>{"conv_dw", "bn1", "conv_pw", "bn2"};
        const std::vector<std::string> ours = expands ? std::vector<std::string>{"0.0", "0.1", "1.0", "1.1", "2", "3"}
                                                      : std::vector<std::string>{"0.0", "0.1", "1", "2"};
        for (std::int64_t repeat = 0; repeat < kRows.at(row).repeats; ++repeat, ++block) {
            for (std::size_t part = 0; part < ours.size(); ++part) {
                aliases.push_back({fmt::format("features.{}.conv.{}.", block, ours[part]),
                                   fmt::format("blocks.{}.{}.{}.", row, repeat, theirs[part])});
            }
        }
    }
    return aliases;
}

StageSpec headStage(Shape input, std::int64_t classes) {
    const LayerSpec pool = globalAvgPool(input);
    const LayerSpec flat = flatten(pool.output);
    return {"head", {sequence({pool, flat, linear("fc", flat.output, classes)})}};
}

} // namespace

NetworkSpec mobilenetV2(Shape input, std::int64_t classes, double widthMultiplier) {
    requireInput("mobilenet-v2", input, 8);
    const bool large = std::min(input.height, input.width) >= kLargePicture;
    const std::int64_t stemChannels = roundedChannels(kStemChannels * widthMultiplier);
    const std::int64_t lastChannels = roundedChannels(kLastChannels * std::max(1.0, widthMultiplier));
    NetworkSpec network{"mobilenet-v2", input, classes, {}};
    network.linearStart = LinearStart::SmallNormal;
    network.headName = "classifier.1";
    network.aliases = timmAliases();
    network.stages.push_back({"stem", {activatedConv("features.0", input, stemChannels, 3, large ? 2 : 1)}});
    Shape shape = network.stages.back().output();
    int block = 1;
    for (const Row& row : kRows) {
        // A stage for each resolution that the published network has.
        const std::size_t stage = network.stages.size();
        if (row.stride != 1) network.stages.push_back({fmt::format("stage{}", stage), {}});
        const std::int64_t stride = stage == 1 && !large ? 1 : row.stride;
        shape = appendRow(network.stages.back(), shape, row, stride, widthMultiplier, block);
    }
    network.stages.back().blocks.push_back(activatedConv(fmt::format("features.{}", block), shape, lastChannels, 1, 1));
    network.stages.push_back(headStage(network.stages.back().output(), classes));
    return network;
}

BackboneInfo mobilenetV2Entry() {
    return {.name = "mobilenet-v2",
            .title = "MobileNetV2",
            .help = "Depthwise convolutions in inverted residual blocks, for small boards; pictures of less than 96 "
                    "pixels a side are not made smaller in the stem and in stage1.",
            .source = "Sandler et al. 2018, MobileNetV2: Inverted Residuals and Linear Bottlenecks, arXiv 1801.04381",
            .parameters = {numberSetting("width_multiplier", 1.0, 0.1, 4.0,
                                         "What every layer's channels are multiplied by, then rounded to multiples "
                                         "of 8.",
                                         "the paper")},
            .describe = [](const Parameters& network, Shape input, std::int64_t classes) {
                return mobilenetV2(input, classes, network.number("width_multiplier"));
            }};
}

} // namespace lightcl
