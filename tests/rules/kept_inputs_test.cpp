#include "rules/kept_inputs.h"

#include "backbones/backbones.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("the largest maps that stay as large are computed again with little memory") {
    const Shape image{3, 32, 32}, wide{8, 32, 32}, half{16, 16, 16}, vector{16, 1, 1};
    using Kept = std::vector<bool>;
    // The last of the largest enters a segment whose maps are smaller.
    CHECK(keepsInputs({image, wide, wide, wide, half, half, vector}) == Kept{1, 0, 0, 1, 1, 1, 1});
    CHECK(keepsInputs({image, half, half, vector}) == Kept{1, 0, 1, 1});
    CHECK(keepsInputs({image, vector, vector, vector}) == Kept{1, 1, 1, 1});
    CHECK(keepsInputs({image}) == Kept{1});
    // The stem, four stages of two blocks and the head; of 32x32 are what enters layer1's blocks and layer2's first.
    CHECK(keepsBlockInputs(resnet18({3, 32, 32}, 10, 4)) == Kept{1, 0, 0, 1, 1, 1, 1, 1, 1, 1});

    const auto largest = [](const NetworkSpec& network) {
        std::vector<std::string> names;
        for (std::size_t stage = 0; stage < network.stages.size(); ++stage) {
            if (entersLargest(network, stage)) names.push_back(network.stages[stage].name);
        }
        return names;
    };
    CHECK(largest(resnet18({3, 32, 32}, 10, 4)) == std::vector<std::string>{"layer1", "layer2"});
    CHECK(largest(mlp({1, 28, 28}, 10, {5, 5})).empty());
}
