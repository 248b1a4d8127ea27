#include "data/input_pipeline.h"
#include "methods/regularisation/memory_aware_synapses.h"
#include "methods/regularisation/regularisation_fixture.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct Remembering : Ground {
    explicit Remembering(MemoryAwareSynapses::Settings settings = {}, bool taskAware = false)
        : Ground(onlyHead()), method(settings, taskAware ? OutputMask(scenario->sameTask()) : OutputMask()) {
        method.attach(network);
    }
    /// By hand: ∂‖f‖²/∂W_cj = 2·f_c·x_j and ∂‖f‖²/∂b_c = 2·f_c, magnitudes averaged over the task's samples.
    std::pair<torch::Tensor, torch::Tensor> byHand(int task) {
        at::NoGradGuard noGradient;
        const Samples samples = scenario->trainSamples(scenario->task(task).trainIndices);
        const torch::Tensor inputs = toInputs(samples.images).flatten(1);
        const torch::Tensor outputs = network.forward(toInputs(samples.images), NormMode::Evaluation);
        torch::Tensor weight = torch::zeros({10, inputs.size(1)});
        for (std::int64_t n = 0; n < samples.count(); ++n) weight += torch::outer(2 * outputs[n], inputs[n]).abs();
        return {weight / static_cast<double>(samples.count()), (2 * outputs).abs().mean(0)};
    }

    MemoryAwareSynapses method;
};

} // namespace

TEST_CASE("MAS's importance of a linear layer is the one computed by hand, and accumulates") {
    Remembering ground;
    const auto [weightOne, biasOne] = ground.byHand(1);
    ground.method.afterTask(ground.context(1));
    CHECK(torch::allclose(stateOf(ground.method).at("importance/fc.weight"), weightOne, 1e-4, 1e-7));
    trainSteps(ground, ground.method, 2, 3, 0.05);
    const auto [weightTwo, biasTwo] = ground.byHand(2);
    ground.method.afterTask(ground.context(2));
    const auto state = stateOf(ground.method);
    CHECK(torch::allclose(state.at("importance/fc.weight"), weightOne + weightTwo, 1e-4, 1e-7));
    CHECK(torch::allclose(state.at("importance/fc.bias"), biasOne + biasTwo, 1e-4, 1e-7));
    CHECK(torch::equal(state.at("anchor/fc.weight"), copyOf(ground.network).at("fc.weight")));
}

TEST_CASE("MAS keeps to the task's outputs in task-incremental training") {
    Remembering ground({}, true);
    const torch::Tensor expected = ground.byHand(3).second;
    ground.method.afterTask(ground.context(3));
    const torch::Tensor importance = stateOf(ground.method).at("importance/fc.bias");
    CHECK(torch::allclose(importance.slice(0, 4, 6), expected.slice(0, 4, 6), 1e-4, 1e-7));
    CHECK(importance.sum().item<double>() == Approx(importance.slice(0, 4, 6).sum().item<double>()));
}

TEST_CASE("MAS by batches takes the magnitude of the mean gradient, as its authors' code") {
    Remembering ground({.gradientRows = 1000});
    torch::Tensor mean;
    {
        at::NoGradGuard noGradient;
        const Samples samples = ground.scenario->trainSamples(ground.scenario->task(1).trainIndices);
        mean = 2 * ground.network.forward(toInputs(samples.images), NormMode::Evaluation).mean(0);
    }
    ground.method.afterTask(ground.context(1));
    CHECK(torch::allclose(stateOf(ground.method).at("importance/fc.bias"), mean.abs(), 1e-4, 1e-7));
}

TEST_CASE("MAS adds its penalty's gradient to the loss's") {
    Remembering ground({.lambda = 3});
    ground.method.afterTask(ground.context(1));
    trainSteps(ground, ground.method, 2, 2, 0.01);
    const auto state = stateOf(ground.method);
    const NamedTensor weight = ground.network.parameters().front();
    torch::Tensor gradient = torch::zeros_like(weight.tensor.detach());
    ground.method.adjustGradient(weight, gradient);
    const torch::Tensor way = weight.tensor.detach() - state.at("anchor/fc.weight");
    CHECK(way.abs().max().item<double>() > 0);
    CHECK(torch::allclose(gradient, 6 * state.at("importance/fc.weight") * way));
}
