#include "rules/map_layout.h"

#include "backbones/backbones.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("maps have their channels last where convolutions are faster so and right") {
    const auto lastOf = [](const NetworkSpec& network) {
        std::vector<std::string> names;
        for (const auto& stage : network.stages) {
            if (hasChannelsLast(stage)) names.push_back(stage.name);
        }
        return names;
    };
    using Names = std::vector<std::string>;
    CHECK(lastOf(resnet18({3, 32, 32}, 10, 64)) == Names{"stem", "layer1", "layer2", "layer3"});
    CHECK(lastOf(resnet18({1, 28, 28}, 10, 20)) == Names{"layer1", "layer2", "layer3"}); // layer4 has 4x4 positions
    // The shortcut of layer2 takes 12 channels with stride 2.
    CHECK(lastOf(resnet18({3, 32, 32}, 10, 12)) == Names{"stem", "layer1", "layer3"});
}
