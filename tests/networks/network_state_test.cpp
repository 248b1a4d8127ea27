#include "networks/network_state.h"

#include "engine/engine_fixture.h"
#include "support/catch.h"

#include <limits>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("The first value that is no finite number is named, of parameters and buffers alike") {
    const at::NoGradGuard noGradient;
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.stages.size());
        for (const double value : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
            const Network network = madeUpNetwork(spec);
            CHECK(notFinite(network).empty());
            const NamedTensor parameter = network.parameters().back();
            parameter.tensor.flatten()[-1].fill_(value);
            CHECK(notFinite(network) == parameter.name);
        }
    }
    const Network network = madeUpNetwork(resnet18({3, 16, 16}, 10, 2));
    const NamedTensor buffer = network.buffers().back();
    buffer.tensor.fill_(-std::numeric_limits<double>::infinity());
    CHECK(notFinite(network) == buffer.name);
}
