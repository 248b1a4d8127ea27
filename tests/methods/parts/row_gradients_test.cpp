#include "engine/engine_fixture.h"
#include "methods/parts/row_gradients.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Sums = std::map<std::string, torch::Tensor>;

MagnitudeSums into(Sums& sums) {
    return [&sums](const NamedTensor& parameter) -> torch::Tensor& {
        torch::Tensor& tensor = sums[parameter.name];
        if (!tensor.defined()) tensor = torch::zeros_like(parameter.tensor.detach());
        return tensor;
    };
}

torch::Tensor logLikelihood(const torch::Tensor& logits, const torch::Tensor& labels) {
    return torch::log_softmax(logits, 1).gather(1, labels.unsqueeze(1)).squeeze(1);
}

torch::Tensor squaredNorm(const torch::Tensor& logits, const torch::Tensor& /*labels*/) {
    return logits.square().sum(1);
}

Network doubleNetwork(const NetworkSpec& spec) {
    Network network = madeUpNetwork(spec);
    makeDouble(network);
    return network;
}

} // namespace

TEST_CASE("One pass over linear layers sums what row by row sums") {
    const NetworkSpec spec = smallNetworks().front();
    REQUIRE(spec.chainsLinearLayers());
    Network network = doubleNetwork(spec);
    const torch::Tensor inputs = torch::rand({9, 3, 16, 16}, torch::kFloat64);
    const torch::Tensor labels = torch::arange(9, torch::kInt64);
    for (const Magnitude magnitude : {Magnitude::Square, Magnitude::Absolute}) {
        for (const auto objective : {logLikelihood, squaredNorm}) {
            const RowGradients gradients{network, objective, magnitude};
            Sums atOnce, byRow;
            gradients.addEachRow(inputs, labels, 0.3, into(atOnce));
            for (std::int64_t row = 0; row < 9; ++row) {
                gradients.addTogether(inputs.narrow(0, row, 1), labels.narrow(0, row, 1), 0.3, into(byRow));
            }
            REQUIRE(atOnce.size() == network.parameters().size());
            for (const auto& [name, sum] : byRow) {
                CAPTURE(name);
                CHECK(torch::allclose(atOnce.at(name), sum, 1e-10, 0));
                CHECK(sum.sum().item<double>() > 0);
            }
        }
    }
}

TEST_CASE("Gradients stage by stage are those of one graph, in evaluation mode") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        Network network = doubleNetwork(spec);
        const auto before = copyOf(network);
        const torch::Tensor inputs = torch::rand({3, 3, 16, 16}, torch::kFloat64);
        const torch::Tensor labels = torch::tensor({4, 0, 9}, torch::kInt64);
        Sums sums;
        RowGradients{network, logLikelihood}.addTogether(inputs, labels, 2, into(sums));
        std::vector<torch::Tensor> parameters;
        for (const NamedTensor& parameter : network.parameters()) parameters.push_back(parameter.tensor);
        const torch::Tensor objective =
            logLikelihood(network.forward(inputs.clone(), NormMode::Evaluation), labels).mean();
        const auto expected = torch::autograd::grad({objective}, parameters);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const std::string name = network.parameters()[i].name;
            CAPTURE(name);
            CHECK(torch::allclose(sums.at(name), 2 * expected[i].square(), 1e-9, 1e-15));
            CHECK_FALSE(parameters[i].grad().defined());
        }
        CHECK(sameTensors(copyOf(network), before));
    }
}

TEST_CASE("Only chains of linear layers have the closed form") {
    CHECK_FALSE(smallNetworks()[1].chainsLinearLayers());
    CHECK_FALSE(smallNetworks()[2].chainsLinearLayers());
}
