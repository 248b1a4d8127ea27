#include "data/input_pipeline.h"
#include "methods/regularisation/online_ewc.h"
#include "methods/regularisation/regularisation_fixture.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A single linear layer under EWC.
struct Consolidating : Ground {
    explicit Consolidating(OnlineEwc::Settings settings = {}, bool taskAware = false)
        : Ground(onlyHead()), method(settings, taskAware ? OutputMask(scenario->sameTask()) : OutputMask()) {
        method.attach(network);
    }
    /// Probabilities of a task's samples in task order, and the samples.
    std::pair<torch::Tensor, Samples> answers(int task) {
        at::NoGradGuard noGradient;
        const Samples samples = scenario->trainSamples(scenario->task(task).trainIndices);
        return {torch::softmax(network.forward(toInputs(samples.images), NormMode::Evaluation), 1), samples};
    }
    /// By hand: ∂ log p_y / ∂W_cj = (1[c = y] - p_c)·x_j, squared and weighted for each sample, averaged.
    torch::Tensor fisherOf(const torch::Tensor& probabilities, const Samples& samples, bool weighted = false) {
        const torch::Tensor inputs = toInputs(samples.images).flatten(1);
        torch::Tensor sum = torch::zeros({10, inputs.size(1)});
        for (std::int64_t n = 0; n < samples.count(); ++n) {
            torch::Tensor delta = -probabilities[n];
            const auto label = samples.labels[n].item<std::int64_t>();
            delta[label] += 1;
            const double weight = weighted ? probabilities[n][label].item<double>() : 1.0;
            sum += weight * torch::outer(delta, inputs[n]).square();
        }
        return sum / static_cast<double>(samples.count());
    }

    OnlineEwc method;
};

} // namespace

TEST_CASE("EWC's Fisher information of a linear layer is the one computed by hand, and decays by gamma") {
    Consolidating ground({.gamma = 0.25});
    const auto [first, firstSamples] = ground.answers(1);
    const torch::Tensor one = ground.fisherOf(first, firstSamples);
    ground.method.afterTask(ground.context(1));
    auto state = stateOf(ground.method);
    CHECK(torch::allclose(state.at("importance/fc.weight"), one, 1e-4, 1e-9));
    CHECK(torch::equal(state.at("anchor/fc.weight"), copyOf(ground.network).at("fc.weight")));

    trainSteps(ground, ground.method, 2, 3, 0.05);
    const auto [second, secondSamples] = ground.answers(2);
    ground.method.afterTask(ground.context(2));
    state = stateOf(ground.method);
    CHECK(torch::allclose(state.at("importance/fc.weight"), 0.25 * one + ground.fisherOf(second, secondSamples), 1e-4,
                          1e-9));
    CHECK(torch::equal(state.at("anchor/fc.bias"), copyOf(ground.network).at("fc.bias")));
}

TEST_CASE("EWC's public variants: weighted by the likelihood, batch gradients, some samples") {
    Consolidating weighted({.weighted = true});
    const auto [probabilities, samples] = weighted.answers(1);
    weighted.method.afterTask(weighted.context(1));
    CHECK(torch::allclose(stateOf(weighted.method).at("importance/fc.weight"),
                          weighted.fisherOf(probabilities, samples, true), 1e-4, 1e-9));

    // One group of all rows: the square of the mean gradient, (mean over n of (1[c = y_n] - p_nc))² for the bias.
    Consolidating grouped({.gradientRows = 1000});
    grouped.method.afterTask(grouped.context(1));
    const torch::Tensor deltas = torch::one_hot(samples.labels, 10) - probabilities;
    CHECK(torch::allclose(stateOf(grouped.method).at("importance/fc.bias"), deltas.mean(0).square(), 1e-4, 1e-9));

    Consolidating few({.fisherSamples = 1});
    few.method.afterTask(few.context(1));
    const torch::Tensor found = stateOf(few.method).at("importance/fc.bias");
    CHECK(torch::isclose(deltas.square(), found, 1e-4, 1e-9).all(1).sum().item<int>() >= 1);
}

TEST_CASE("EWC can draw labels from what the network says") {
    Consolidating ground({.modelLabels = true});
    {
        // So sure of class 7 that it is always drawn, whatever the label: then the gradient is nearly zero.
        at::NoGradGuard noGradient;
        torch::Tensor bias = ground.network.parameters().back().tensor;
        bias[7] += 60;
    }
    ground.method.afterTask(ground.context(1));
    CHECK(stateOf(ground.method).at("importance/fc.bias").max().item<double>() < 1e-12);
}

TEST_CASE("EWC's Fisher information keeps to the task's outputs in task-incremental training") {
    Consolidating ground({}, true);
    ground.method.afterTask(ground.context(2));
    const torch::Tensor fisher = stateOf(ground.method).at("importance/fc.bias");
    for (std::int64_t c = 0; c < 10; ++c) CHECK((fisher[c].item<double>() > 0) == (c == 2 || c == 3));
}

TEST_CASE("EWC adds its penalty's gradient to the loss's") {
    Consolidating ground({.lambda = 4});
    ground.method.afterTask(ground.context(1));
    trainSteps(ground, ground.method, 2, 2, 0.05);
    const auto state = stateOf(ground.method);
    const NamedTensor weight = ground.network.parameters().front();
    torch::Tensor gradient = torch::ones_like(weight.tensor.detach());
    ground.method.adjustGradient(weight, gradient);
    const torch::Tensor way = weight.tensor.detach() - state.at("anchor/fc.weight");
    CHECK(way.abs().max().item<double>() > 0);
    CHECK(torch::allclose(gradient, 1 + 8 * state.at("importance/fc.weight") * way));
}
