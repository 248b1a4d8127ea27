#include "backbones/backbones.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/weight_match.h"
#include "weights/weights_fixture.h"

#include <algorithm>
#include <regex>

using namespace lightcl;
using namespace lightcl::test;

namespace {

const NetworkSpec kResnet = resnet18({3, 32, 32}, 10, 4);
const NetworkSpec kMobile = mobilenetV2({3, 32, 32}, 10, 1.0);

/// As LightCL's reference code names its tensors.
WeightsFile withReferenceNames(WeightsFile content) {
    for (StoredTensor& tensor : content.tensors) {
        tensor.name = std::regex_replace(tensor.name, std::regex(R"(^(layer\d)\.0\.)"), "$1_1.0.");
        tensor.name = std::regex_replace(tensor.name, std::regex(R"(^(layer\d)\.1\.)"), "$1_2.0.");
        tensor.name = std::regex_replace(tensor.name, std::regex("downsample"), "shortcut");
        tensor.name = std::regex_replace(tensor.name, std::regex("^fc"), "linear");
    }
    return content;
}

} // namespace

TEST_CASE("A network's tensors stand in the order of execution") {
    const auto tensors = tensorsOf(kResnet);
    CHECK(tensors.size() == 102); // 20 convolutions, 20 batch-norms of 4, weight and bias of the head
    CHECK(tensors.front() == NetworkTensor{"conv1.weight", {4, 3, 3, 3}, false});
    CHECK(tensors[4] == NetworkTensor{"bn1.running_var", {4}, false});
    CHECK(tensors.back() == NetworkTensor{"fc.bias", {10}, true});
    const auto mobile = tensorsOf(kMobile);
    CHECK(mobile[5] == NetworkTensor{"features.1.conv.0.0.weight", {32, 1, 3, 3}, false});
}

TEST_CASE("A tensor is known by the names that other programs have for it") {
    const auto knows = [](const NetworkSpec& network, const std::string& name, const std::string& other) {
        const auto names = namesElsewhere(name, network);
        return std::find(names.begin(), names.end(), other) != names.end();
    };
    CHECK(knows(kResnet, "layer4.0.conv1.weight", "layer4_1.0.conv1.weight"));
    CHECK(knows(kResnet, "layer2.1.bn1.running_mean", "layer2_2.0.bn1.running_mean"));
    CHECK(knows(kResnet, "layer3.0.downsample.1.weight", "layer3_1.0.shortcut.1.weight"));
    CHECK(knows(kResnet, "layer3.0.downsample.0.weight", "layer3.0.shortcut.0.weight"));
    CHECK(knows(kResnet, "fc.weight", "linear.weight"));
    CHECK(knows(kMobile, "fc.bias", "classifier.1.bias"));
    CHECK(knows(kMobile, "features.2.conv.1.0.weight", "blocks.1.0.conv_dw.weight"));
    CHECK(knows(kMobile, "features.18.1.running_var", "bn2.running_var"));
    CHECK(namesElsewhere("fc.weight", mlp({1, 28, 28}, 10, {})) == std::vector<std::string>{"fc.weight"});
    CHECK(torchvisionName("fc.bias", kMobile) == "classifier.1.bias");
    CHECK(torchvisionName("fc.bias", kResnet) == "fc.bias");
}

TEST_CASE("Weights with the reference code's names match completely") {
    const WeightsFile content = withReferenceNames(weightsFor(kResnet));
    CHECK(content.tensors[5].name == "layer1_1.0.conv1.weight");
    const WeightMatch match = matchWeights(kResnet, content);
    CHECK(match.isUsable());
    CHECK(match.hasHead());
    CHECK(match.unexpected.empty());
    CHECK(match.summary() == "102 of 102 tensors matched, the head as well");
    for (const auto& pair : match.matched) CHECK(pair.stored->shape == pair.target.shape);
}

TEST_CASE("A head of another size starts fresh, and that is said") {
    const WeightsFile content = weightsFor(resnet18({3, 32, 32}, 100, 4));
    const WeightMatch match = matchWeights(kResnet, content);
    CHECK(match.isUsable());
    CHECK_FALSE(match.hasHead());
    CHECK(match.summary() ==
          "100 of 102 tensors matched, the head starts fresh: fc.weight is [100, 32] in the file and "
          "[10, 32] here");
    WeightsFile headless = weightsFor(kResnet);
    headless.tensors.resize(100);
    CHECK(matchWeights(kResnet, headless).summary() ==
          "100 of 102 tensors matched, the head, which the file lacks, starts fresh");
}

TEST_CASE("Tensors of another width are named, as are missing and unexpected ones") {
    const WeightsFile wide = weightsFor(resnet18({3, 32, 32}, 10, 8));
    const WeightMatch match = matchWeights(kResnet, wide);
    CHECK_FALSE(match.isUsable());
    CHECK(match.otherShape.size() == 101); // all but the head's bias
    CHECK(match.complaint() == "conv1.weight: expected a tensor of shape [4, 3, 3, 3], found [8, 3, 3, 3], and 99 more "
                               "tensors do not fit");

    WeightsFile content = weightsFor(kResnet);
    content.tensors[1].name = "other.weight";
    content.tensors.push_back(countingTensor("bn1.num_batches_tracked", {}));
    content.tensors.push_back(countingTensor("state/method/buffer", {3}));
    const WeightMatch renamed = matchWeights(kResnet, content);
    REQUIRE(renamed.unexpected.size() == 1);
    CHECK(renamed.unexpected.front()->name == "other.weight");
    REQUIRE(renamed.missing.size() == 1);
    CHECK(renamed.complaint() == "bn1.weight: expected a tensor of shape [4], found none");
    CHECK(contains(renamed.summary(), "; 1 of the file not used"));
}

TEST_CASE("Whole numbers are no weights") {
    WeightsFile content = weightsFor(kResnet);
    content.tensors[0].type = ElementType::I32;
    CHECK(matchWeights(kResnet, content).complaint() ==
          "conv1.weight: expected a tensor of shape [4, 3, 3, 3], found [4, 3, 3, 3] of type I32");
}
