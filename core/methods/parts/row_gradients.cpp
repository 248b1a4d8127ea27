#include "methods/parts/row_gradients.h"

#include <algorithm>

namespace lightcl {

namespace {

torch::Tensor magnitudeOf(const torch::Tensor& values, Magnitude magnitude) {
    return magnitude == Magnitude::Square ? values.square() : values.abs();
}

/// A stage's graph, cut at its input.
struct Trace {
    torch::Tensor input;
    torch::Tensor output;
};

std::vector<Trace> traceStages(Network& network, torch::Tensor values) {
    std::vector<Trace> traces;
    for (std::size_t stage = 0; stage < network.stageCount(); ++stage) {
        network.requireGradients(stage, true);
        const torch::Tensor input = values.detach();
        input.set_requires_grad(stage > 0);
        values = network.forwardStage(stage, input, NormMode::Evaluation);
        traces.push_back({input, values});
    }
    return traces;
}

/// Gradients of the stage's parameters in their order, then that of its input unless it is the first.
std::vector<torch::Tensor> stageGradients(const std::vector<NamedTensor>& parameters, const Trace& trace,
                                          const torch::Tensor& outputGradient) {
    std::vector<torch::Tensor> wanted;
    wanted.reserve(parameters.size() + 1);
    for (const NamedTensor& parameter : parameters) wanted.push_back(parameter.tensor);
    if (trace.input.requires_grad()) wanted.push_back(trace.input);
    return torch::autograd::grad({trace.output}, wanted, {outputGradient});
}

const NamedTensor* findParameter(const std::vector<NamedTensor>& parameters, const std::string& name) {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const NamedTensor& parameter) { return parameter.name == name; });
    return found == parameters.end() ? nullptr : &*found;
}

} // namespace

void RowGradients::addTogether(const torch::Tensor& inputs, const torch::Tensor& labels, double weight,
                               const MagnitudeSums& sums) const {
    std::vector<Trace> traces = traceStages(network, inputs);
    traces.back().output = objective(traces.back().output, labels).mean();
    torch::Tensor gradient;
    for (std::size_t stage = network.stageCount(); stage-- > 0;) {
        const Trace trace = std::move(traces.back());
        traces.pop_back();
        const std::vector<NamedTensor>& parameters = network.parameters(stage);
        const std::vector<torch::Tensor> gradients = stageGradients(parameters, trace, gradient);
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            sums(parameters[i]).add_(magnitudeOf(gradients[i], magnitude), weight);
        }
        gradient = gradients.back();
    }
}

void RowGradients::addEachRow(const torch::Tensor& inputs, const torch::Tensor& labels, double weight,
                              const MagnitudeSums& sums) const {
    for (std::size_t stage = 0; stage < network.stageCount(); ++stage) network.requireGradients(stage, true);
    FeatureMaps maps;
    const torch::Tensor logits = network.forward(inputs, NormMode::Evaluation, 0, &maps);
    std::vector<torch::Tensor> outputs;
    for (const FeatureMap& map : maps) outputs.push_back(map.values);
    const auto gradients = torch::autograd::grad({objective(logits, labels).sum()}, outputs);

    at::NoGradGuard noGradient;
    const std::vector<LayerSpec> layers = network.spec().weightLayers();
    const std::vector<NamedTensor> parameters = network.parameters();
    torch::Tensor input = inputs.flatten(1);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        // The map is what the ReLU behind the layer gives: the gradient passes where it is positive.
        const torch::Tensor delta = maps[i].rectified ? gradients[i] * (outputs[i] > 0) : gradients[i];
        const torch::Tensor magnitudes = magnitudeOf(delta, magnitude);
        sums(*findParameter(parameters, layers[i].name + ".weight"))
            .addmm_(magnitudes.t(), magnitudeOf(input, magnitude), 1, weight);
        if (const NamedTensor* bias = findParameter(parameters, layers[i].name + ".bias")) {
            sums(*bias).add_(magnitudes.sum(0), weight);
        }
        input = outputs[i];
    }
}

} // namespace lightcl
