#include "engine/engine_fixture.h"
#include "support/catch.h"

#include <fmt/format.h>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Tensors = std::map<std::string, torch::Tensor>;

/// ResNet-18 once more, written from its paper with the tensors looked up by torchvision's names.
struct PlainResnet {
    Tensors tensors;
    Tensors maps; ///< by convolution

    torch::Tensor normed(const torch::Tensor& input, const std::string& conv, const std::string& bn,
                         std::int64_t stride) {
        const std::int64_t padding = tensors.at(conv + ".weight").size(2) / 2;
        const torch::Tensor values = torch::conv2d(input, tensors.at(conv + ".weight"), {}, stride, padding);
        const auto column = [&](const char* name) { return tensors.at(bn + name).view({1, -1, 1, 1}); };
        return maps[conv] =
                   (values - column(".running_mean")) / (column(".running_var") + 1e-5).sqrt() * column(".weight") +
                   column(".bias");
    }
    torch::Tensor block(const torch::Tensor& input, const std::string& name, std::int64_t stride) {
        torch::Tensor values = maps[name + ".conv1"] = normed(input, name + ".conv1", name + ".bn1", stride).relu();
        values = normed(values, name + ".conv2", name + ".bn2", 1);
        const bool projected = tensors.contains(name + ".downsample.0.weight");
        const torch::Tensor shortcut =
            projected ? normed(input, name + ".downsample.0", name + ".downsample.1", stride) : input;
        return maps[name + ".conv2"] = (values + shortcut).relu();
    }
    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor values = maps["conv1"] = normed(input, "conv1", "bn1", 1).relu();
        for (int depth = 1; depth <= 4; ++depth) {
            values = block(values, fmt::format("layer{}.0", depth), depth == 1 ? 1 : 2);
            values = block(values, fmt::format("layer{}.1", depth), 1);
        }
        return maps["fc"] = values.mean({2, 3}).matmul(tensors.at("fc.weight").t()) + tensors.at("fc.bias");
    }
};

/// MobileNetV2 once more, likewise; a block that keeps its input's shape is added to it.
struct PlainMobilenet {
    PlainResnet plain;

    torch::Tensor normed(const torch::Tensor& input, const std::string& conv, const std::string& bn,
                         std::int64_t stride) {
        const torch::Tensor weight = plain.tensors.at(conv + ".weight");
        const bool depthwise = weight.size(1) == 1 && weight.size(2) == 3;
        const torch::Tensor values =
            torch::conv2d(input, weight, {}, stride, weight.size(2) / 2, 1, depthwise ? input.size(1) : 1);
        const auto column = [&](const char* name) { return plain.tensors.at(bn + name).view({1, -1, 1, 1}); };
        return (values - column(".running_mean")) / (column(".running_var") + 1e-5).sqrt() * column(".weight") +
               column(".bias");
    }
    torch::Tensor activated(const torch::Tensor& input, const std::string& name, std::int64_t stride) {
        return plain.maps[name + ".0"] = normed(input, name + ".0", name + ".1", stride).clamp(0, 6);
    }
    torch::Tensor block(const torch::Tensor& input, int number, std::int64_t stride) {
        const std::string name = fmt::format("features.{}.conv.", number);
        int part = 0;
        torch::Tensor values = number == 1 ? input : activated(input, name + std::to_string(part++), 1);
        values = activated(values, name + std::to_string(part++), stride);
        values = normed(values, name + std::to_string(part), name + std::to_string(part + 1), 1);
        return plain.maps[name + std::to_string(part)] = values.sizes() == input.sizes() ? values + input : values;
    }
    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor values = activated(input, "features.0", 1);
        const std::set<int> halving = {4, 7, 14};
        for (int number = 1; number <= 17; ++number) {
            values = block(values, number, halving.contains(number) ? 2 : 1);
        }
        values = activated(values, "features.18", 1).mean({2, 3});
        return plain.maps["fc"] = values.matmul(plain.tensors.at("fc.weight").t()) + plain.tensors.at("fc.bias");
    }
};

/// Whether a weight layer's map has passed a ReLU: not the classifier's, a shortcut's, or a linear bottleneck's.
bool endsRectified(const std::string& layer) {
    if (layer.find(".conv.") != std::string::npos) return layer.ends_with(".0");
    return layer != "fc" && layer.find("downsample") == std::string::npos;
}

/// Running statistics as if something had been learnt.
void disturbBuffers(const Network& network) {
    at::manual_seed(3);
    for (const NamedTensor& buffer : network.buffers()) torch::Tensor(buffer.tensor).uniform_(0.5, 1.5);
}

} // namespace

TEST_CASE("A ResNet-18's tensors have torchvision's names in torchvision's order") {
    const Network network = madeUpNetwork(resnet18({3, 16, 16}, 10, 4));
    std::vector<std::string> expected = {"conv1.weight", "bn1.weight", "bn1.bias"};
    for (const int layer : {1, 2, 3, 4}) {
        for (const int block : {0, 1}) {
            const std::string name = fmt::format("layer{}.{}.", layer, block);
            for (const char* part :
                 {"conv1.weight", "bn1.weight", "bn1.bias", "conv2.weight", "bn2.weight", "bn2.bias"})
                expected.push_back(name + part);
            if (layer == 1 || block == 1) continue;
            for (const char* part : {"downsample.0.weight", "downsample.1.weight", "downsample.1.bias"})
                expected.push_back(name + part);
        }
    }
    expected.insert(expected.end(), {"fc.weight", "fc.bias"});
    std::vector<std::string> names;
    for (const NamedTensor& parameter : network.parameters()) names.push_back(parameter.name);
    CHECK(names == expected);

    const Tensors tensors = copyOf(network);
    CHECK(tensors.at("conv1.weight").sizes() == torch::IntArrayRef({4, 3, 3, 3}));
    CHECK(tensors.at("layer2.0.conv1.weight").sizes() == torch::IntArrayRef({8, 4, 3, 3}));
    CHECK(tensors.at("layer2.0.downsample.0.weight").sizes() == torch::IntArrayRef({8, 4, 1, 1}));
    CHECK(tensors.at("layer4.1.bn2.running_var").sizes() == torch::IntArrayRef({32}));
    CHECK(tensors.at("fc.weight").sizes() == torch::IntArrayRef({10, 32}));
}

TEST_CASE("A network has as many learnable values as its description") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        const Network network = madeUpNetwork(spec);
        std::int64_t all = 0;
        for (std::size_t stage = 0; stage < network.stageCount(); ++stage) {
            std::int64_t values = 0;
            for (const NamedTensor& parameter : network.parameters(stage)) {
                values += parameter.tensor.numel();
                CHECK(parameter.stage == stage);
            }
            CHECK(values == spec.stages[stage].parameters());
            all += values;
        }
        CHECK(all == spec.parameters());
        CHECK(network.layerWeights().size() == spec.weightLayers().size());
    }
}

TEST_CASE("The forward pass is ResNet-18's") {
    Network network = madeUpNetwork(resnet18({3, 16, 16}, 10, 2));
    disturbBuffers(network);
    makeDouble(network);
    const torch::Tensor input = torch::rand({3, 3, 16, 16}, torch::kFloat64);
    at::NoGradGuard noGradient;
    PlainResnet plain{copyOf(network), {}};
    const torch::Tensor expected = plain.forward(input);
    FeatureMaps maps;
    const torch::Tensor logits = network.forward(input, NormMode::Evaluation, 0, &maps);
    CHECK(torch::allclose(logits, expected, 1e-9, 1e-12));

    const auto layers = network.spec().weightLayers();
    REQUIRE(maps.size() == layers.size());
    for (const FeatureMap& map : maps) {
        CAPTURE(layers[map.layer].name);
        CHECK(torch::allclose(map.values, plain.maps.at(layers[map.layer].name), 1e-9, 1e-12));
    }
}

TEST_CASE("The forward pass is MobileNetV2's") {
    Network network = madeUpNetwork(mobilenetV2({3, 16, 16}, 10, 0.25));
    disturbBuffers(network);
    for (const NamedTensor& buffer : network.buffers()) {
        if (buffer.name.ends_with("mean")) torch::Tensor(buffer.tensor).sub_(1); // or few channels would pass a ReLU
    }
    makeDouble(network);
    const torch::Tensor input = torch::rand({3, 3, 16, 16}, torch::kFloat64);
    at::NoGradGuard noGradient;
    PlainMobilenet mobilenet{{copyOf(network), {}}};
    const torch::Tensor expected = mobilenet.forward(input);
    FeatureMaps maps;
    const torch::Tensor logits = network.forward(input, NormMode::Evaluation, 0, &maps);
    CHECK(torch::allclose(logits, expected, 1e-9, 1e-12));
    const auto layers = network.spec().weightLayers();
    REQUIRE(maps.size() == layers.size());
    for (const FeatureMap& map : maps) {
        CAPTURE(layers[map.layer].name);
        CHECK(torch::allclose(map.values, mobilenet.plain.maps.at(layers[map.layer].name), 1e-9, 1e-12));
    }
}

TEST_CASE("There is one feature map for each weight layer, in order and of its shape") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        Network network = madeUpNetwork(spec);
        FeatureMaps maps;
        const torch::Tensor logits = network.forward(torch::rand({4, 3, 16, 16}), NormMode::Training, 0, &maps);
        const auto layers = spec.weightLayers();
        REQUIRE(maps.size() == layers.size());
        for (std::size_t l = 0; l < maps.size(); ++l) {
            const std::string& name = layers[l].name;
            CAPTURE(name);
            CHECK(maps[l].layer == l);
            const Shape shape = layers[l].output;
            std::vector<std::int64_t> sizes = {4, shape.channels};
            if (layers[l].kind == LayerKind::Conv2d) sizes.insert(sizes.end(), {shape.height, shape.width});
            CHECK(maps[l].values.sizes().vec() == sizes);
            CHECK(maps[l].rectified == endsRectified(name));
            CHECK((maps[l].values.min().item<float>() >= 0) == maps[l].rectified);
        }
        CHECK(torch::equal(maps.back().values, logits));
    }
}

TEST_CASE("The stages one after the other are the whole network, and start where asked") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        Network network = madeUpNetwork(spec);
        const torch::Tensor input = torch::rand({2, 3, 16, 16});
        at::NoGradGuard noGradient;
        const torch::Tensor whole = network.forward(input, NormMode::Evaluation);
        torch::Tensor values = input;
        for (std::size_t stage = 0; stage < network.stageCount(); ++stage) {
            CHECK(torch::equal(network.forward(values.clone(), NormMode::Evaluation, stage), whole));
            values = network.forwardStage(stage, values, NormMode::Evaluation);
        }
        CHECK(torch::equal(values, whole));
    }
}

TEST_CASE("Training moves the running statistics by a tenth towards the batch's, evaluation leaves them") {
    Network network = madeUpNetwork(smallCnn({3, 16, 16}, 10, 2));
    const torch::Tensor input = torch::rand({5, 3, 16, 16});
    const Tensors before = copyOf(network);
    network.forward(input, NormMode::Evaluation);
    CHECK(sameTensors(copyOf(network), before));

    network.forward(input, NormMode::Training);
    const torch::Tensor output = torch::conv2d(input, before.at("conv1.weight"), {}, 1, 1);
    const Tensors after = copyOf(network);
    CHECK(torch::allclose(after.at("bn1.running_mean"), 0.1 * output.mean({0, 2, 3}), 1e-4, 1e-6));
    CHECK(
        torch::allclose(after.at("bn1.running_var"), 0.9 + 0.1 * output.transpose(0, 1).flatten(1).var(1, true), 1e-4));
    CHECK_FALSE(torch::equal(after.at("bn3.running_mean"), before.at("bn3.running_mean")));
}

TEST_CASE("Initial weights have the spread that their formulas say") {
    const Network resnet = madeUpNetwork(resnet18({3, 16, 16}, 10, 16));
    const Tensors tensors = copyOf(resnet);
    CHECK(tensors.at("layer4.0.conv1.weight").std().item<double>() == Approx(std::sqrt(2.0 / (128 * 9))).epsilon(0.02));
    CHECK(tensors.at("layer4.0.conv1.weight").mean().item<double>() == Approx(0).margin(0.001));
    CHECK(tensors.at("fc.weight").abs().max().item<double>() == Approx(1 / std::sqrt(128.0)).epsilon(0.01));
    CHECK(tensors.at("fc.bias").abs().max().item<double>() <= 1 / std::sqrt(128.0));
    CHECK(tensors.at("layer1.0.bn1.weight").eq(1).all().item<bool>());
    CHECK(tensors.at("layer1.0.bn1.bias").eq(0).all().item<bool>());

    const Tensors perceptron = copyOf(madeUpNetwork(mlp({1, 28, 28}, 10, {100})));
    CHECK(perceptron.at("hidden1.weight").abs().max().item<double>() == Approx(std::sqrt(6.0 / 884)).epsilon(0.001));
    CHECK(perceptron.at("hidden1.bias").eq(0).all().item<bool>());
    CHECK(sameTensors(perceptron, copyOf(madeUpNetwork(mlp({1, 28, 28}, 10, {100})))));
    CHECK_FALSE(sameTensors(perceptron, copyOf(madeUpNetwork(mlp({1, 28, 28}, 10, {100}), 8))));
}
