#include "rules/stable_prefix.h"

#include "backbones/backbones.h"
#include "support/catch.h"

#include <cmath>
#include <stdexcept>

using namespace lightcl;

TEST_CASE("Stages are stable while all of their layers, and all below, reach the threshold") {
    const NetworkSpec network = resnet18({3, 32, 32}, 10, 64);
    std::vector<double> values(network.weightLayers().size(), 0.8);
    CHECK(stablePrefix(network, values, 0.8) == network.stages.size() - 1);
    values[network.weightLayers().size() - 1] = 0; // the head is always trained
    CHECK(stablePrefix(network, values, 0.8) == network.stages.size() - 1);
    values[7] = 0.4; // the shortcut of layer2.0
    CHECK(stablePrefix(network, values, 0.8) == network.stageIndex("layer2"));
    CHECK(stablePrefix(network, values, 0.4) == network.stages.size() - 1);
    values[0] = NAN; // not measured
    CHECK(stablePrefix(network, values, 0) == 0);
    CHECK_THROWS_AS(stablePrefix(network, {1.0}, 0.5), std::out_of_range);
}
