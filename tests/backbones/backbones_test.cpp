#include "backbones/backbones.h"
#include "support/catch.h"
#include "support/error_message.h"

#include <algorithm>

using namespace lightcl;

namespace {

std::vector<std::string> weightNames(const NetworkSpec& network) {
    std::vector<std::string> names;
    for (const auto& layer : network.weightLayers()) names.push_back(layer.name);
    return names;
}

std::vector<std::string> stageNames(const NetworkSpec& network) {
    std::vector<std::string> names;
    for (const auto& stage : network.stages) names.push_back(stage.name);
    return names;
}

/// Every layer takes what the one before it gives; a block's two paths start and end alike.
void checkShapes(const NetworkSpec& network) {
    Shape shape = network.input;
    for (const auto& stage : network.stages) {
        CHECK(stage.input() == shape);
        for (const auto& block : stage.blocks) {
            const Shape start = shape;
            for (const auto& layer : block.main) {
                CHECK(layer.input == shape);
                shape = layer.output;
            }
            Shape beside = start;
            for (const auto& layer : block.shortcut) {
                CHECK(layer.input == beside);
                beside = layer.output;
            }
            if (block.residual) CHECK(beside == shape);
        }
        CHECK(stage.output() == shape);
    }
    CHECK(shape == Shape{network.classes, 1, 1});
}

} // namespace

TEST_CASE("ResNet-18 has the paper's size", "[backbones]") {
    const auto network = resnet18({3, 32, 32}, 10, 64);
    CHECK(network.parameters() == 11'173'962);
    CHECK(network.macs() == 555'422'720);
    CHECK(network.stages[4].parameters() == 8'393'728);
    CHECK(network.stages[4].macs() == 134'217'728);
    const auto large = resnet18({3, 64, 64}, 200, 64);
    CHECK(large.parameters() == 11'271'432);
    CHECK(large.macs() == 2'221'772'800);
}

TEST_CASE("ResNet-18 has torchvision's names, main path before shortcut", "[backbones]") {
    const auto network = resnet18({3, 32, 32}, 10, 8);
    CHECK(stageNames(network) == std::vector<std::string>{"stem", "layer1", "layer2", "layer3", "layer4", "head"});
    const auto names = weightNames(network);
    REQUIRE(names.size() == 21);
    CHECK(names.front() == "conv1");
    CHECK(names[1] == "layer1.0.conv1");
    CHECK(std::vector<std::string>(names.begin() + 5, names.begin() + 8) ==
          std::vector<std::string>{"layer2.0.conv1", "layer2.0.conv2", "layer2.0.downsample.0"});
    CHECK(names.back() == "fc");
    const auto layers = network.layers();
    const auto norm = std::find_if(layers.begin(), layers.end(),
                                   [](const LayerSpec& layer) { return layer.name == "layer4.0.downsample.1"; });
    REQUIRE(norm != layers.end());
    CHECK(norm->kind == LayerKind::BatchNorm2d);
}

TEST_CASE("maps of 28x28 become 14, 7 and 4 wide in ResNet-18", "[backbones]") {
    const auto network = resnet18({1, 28, 28}, 10, 20);
    checkShapes(network);
    CHECK(network.stages[1].output() == Shape{20, 28, 28});
    CHECK(network.stages[2].output() == Shape{40, 14, 14});
    CHECK(network.stages[3].output() == Shape{80, 7, 7});
    CHECK(network.stages[4].output() == Shape{160, 4, 4});
}

TEST_CASE("the small CNN flattens its last map", "[backbones]") {
    const auto network = smallCnn({1, 28, 28}, 10, 8);
    checkShapes(network);
    CHECK(stageNames(network) == std::vector<std::string>{"conv1", "conv2", "conv3", "head"});
    CHECK(network.stages[2].output() == Shape{32, 3, 3});
    // Kernels 1·8·9, 8·16·9, 16·32·9; norms 2·(8+16+32); classifier 32·9·10 + 10.
    CHECK(network.parameters() == 72 + 1152 + 4608 + 112 + 2890);
    CHECK(network.macs() == 72 * 784 + 1152 * 196 + 4608 * 49 + 2880);
}

TEST_CASE("MobileNetV2 has the published size", "[backbones]") {
    // torchvision's mobilenet_v2: 3,504,872 parameters, 300.8 million multiply-accumulates.
    const auto network = mobilenetV2({3, 224, 224}, 1000, 1.0);
    checkShapes(network);
    CHECK(network.parameters() == 3'504'872);
    CHECK(network.macs() == 300'774'272);
    CHECK(network.stages.back().input() == Shape{1280, 7, 7});
    // Its widths 0.5 and 1.4.
    CHECK(mobilenetV2({3, 224, 224}, 1000, 0.5).parameters() == 1'968'680);
    CHECK(mobilenetV2({3, 224, 224}, 1000, 1.4).parameters() == 6'108'776);
}

TEST_CASE("MobileNetV2 has torchvision's names, grouped by resolution", "[backbones]") {
    const auto network = mobilenetV2({3, 32, 32}, 10, 1.0);
    checkShapes(network);
    CHECK(stageNames(network) == std::vector<std::string>{"stem", "stage1", "stage2", "stage3", "stage4", "head"});
    const auto names = weightNames(network);
    REQUIRE(names.size() == 53);
    CHECK(std::vector<std::string>(names.begin(), names.begin() + 6) ==
          std::vector<std::string>{"features.0.0", "features.1.conv.0.0", "features.1.conv.1", "features.2.conv.0.0",
                                   "features.2.conv.1.0", "features.2.conv.2"});
    CHECK(names[51] == "features.18.0");
    CHECK(names.back() == "fc");
    std::vector<std::int64_t> heights;
    for (const auto& stage : network.stages) heights.push_back(stage.output().height);
    CHECK(heights == std::vector<std::int64_t>{32, 32, 16, 8, 4, 1});
    CHECK(mobilenetV2({3, 64, 64}, 10, 0.5).stages[4].output() == Shape{1280, 8, 8});
    CHECK(mobilenetV2({3, 32, 32}, 10, 1.0).parameters() == 2'236'682);
}

TEST_CASE("An inverted residual block is added to its input where it keeps the shape", "[backbones]") {
    const auto network = mobilenetV2({3, 32, 32}, 10, 1.0);
    std::vector<std::string> added;
    for (const auto& stage : network.stages) {
        for (const auto& block : stage.blocks) {
            if (block.residual) added.push_back(block.name);
            CHECK(block.linear == !block.name.empty());
        }
    }
    CHECK(added == std::vector<std::string>{"features.3", "features.5", "features.6", "features.8", "features.9",
                                            "features.10", "features.12", "features.13", "features.15", "features.16"});
}

TEST_CASE("an MLP counts by hand", "[backbones]") {
    const auto network = mlp({1, 28, 28}, 10, {100, 100});
    checkShapes(network);
    CHECK(stageNames(network) == std::vector<std::string>{"hidden1", "hidden2", "head"});
    CHECK(weightNames(network) == std::vector<std::string>{"hidden1", "hidden2", "fc"});
    CHECK(network.parameters() == 78'500 + 10'100 + 1010);
    CHECK(network.macs() == 78'400 + 10'000 + 1000);
    checkShapes(mlp({3, 32, 32}, 10, {7}));
}

TEST_CASE("a picture too small for the backbone is refused", "[backbones]") {
    CHECK(test::inputErrorOf([] {
              static_cast<void>(smallCnn({1, 7, 28}, 10, 8));
          }) == "network.backbone: small-cnn expects pictures of at least 8x8 pixels, got 7x28");
}

TEST_CASE("a stage is found by name, or the stages are listed", "[backbones]") {
    const auto network = mlp({1, 28, 28}, 10, {5});
    CHECK(network.stageIndex("head") == 1);
    CHECK(test::inputErrorOf([&] { static_cast<void>(network.stageIndex("layer4")); }) ==
          "expected a stage of mlp, one of hidden1, head, got \"layer4\"");
}
