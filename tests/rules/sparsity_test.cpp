#include "rules/sparsity.h"

#include "backbones/backbones.h"
#include "support/catch.h"

#include <string>

using namespace lightcl;

namespace {

using Names = std::vector<std::string>;

Names maskedOf(const NetworkSpec& network) {
    Names names;
    for (const LayerSpec& layer : maskedLayers(network)) names.push_back(layer.name);
    return names;
}

} // namespace

TEST_CASE("masks lie on ResNet's 3x3 block convolutions, elsewhere on all layers but the last") {
    CHECK(maskedOf(mlp({1, 28, 28}, 10, {7, 6})) == Names{"hidden1", "hidden2"});
    CHECK(maskedOf(smallCnn({3, 16, 16}, 10, 2)) == Names{"conv1", "conv2", "conv3"});
    Names expected;
    for (const char* layer : {"layer1", "layer2", "layer3", "layer4"}) {
        for (const char* conv : {".0.conv1", ".0.conv2", ".1.conv1", ".1.conv2"}) {
            expected.push_back(std::string(layer) + conv);
        }
    }
    CHECK(maskedOf(resnet18({3, 16, 16}, 10, 2)) == expected);
    // Its 3x3 convolutions are depthwise.
    const NetworkSpec mobile = mobilenetV2({3, 32, 32}, 10, 0.25);
    CHECK(maskedLayers(mobile).size() == mobile.weightLayers().size() - 1);
}

TEST_CASE("a removal drops a rounded share of a task's samples") {
    CHECK(removedSamples(0.075, 10'000) == 750);
    CHECK(removedSamples(0.075, 100) == 8);
    CHECK(removedSamples(0, 100) == 0);
}
