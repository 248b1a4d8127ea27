#include "networks/initial_weights.h"

#include "libtorch/torch.h"

#include <cmath>

namespace lightcl {

namespace {

torch::Tensor heNormal(const LayerSpec& layer, const at::Generator& generator) {
    const auto fanOut = static_cast<double>(layer.output.channels * layer.kernel * layer.kernel);
    return torch::empty({layer.output.channels, layer.input.channels / layer.groups, layer.kernel, layer.kernel})
        .normal_(0, std::sqrt(2 / fanOut), generator);
}

InitialWeights linear(const LayerSpec& layer, bool xavier, const at::Generator& generator) {
    const std::int64_t in = layer.input.elements();
    const std::int64_t out = layer.output.elements();
    const double bound =
        xavier ? std::sqrt(6.0 / static_cast<double>(in + out)) : 1 / std::sqrt(static_cast<double>(in));
    InitialWeights result;
    result.weight = torch::empty({out, in}).uniform_(-bound, bound, generator);
    if (layer.bias) result.bias = xavier ? torch::zeros({out}) : torch::empty({out}).uniform_(-bound, bound, generator);
    return result;
}

/// PyTorch's layers: uniform within 1 / sqrt(what one output value sums up), biases alike.
InitialWeights uniform(const LayerSpec& layer, const at::Generator& generator) {
    const bool convolution = layer.kind == LayerKind::Conv2d;
    const std::int64_t out = convolution ? layer.output.channels : layer.output.elements();
    const std::int64_t in = convolution ? layer.input.channels / layer.groups : layer.input.elements();
    const std::int64_t kernel = convolution ? layer.kernel : 1;
    const double bound = 1 / std::sqrt(static_cast<double>(in * kernel * kernel));
    InitialWeights result;
    const std::vector<std::int64_t> shape = convolution ? std::vector{out, in, kernel, kernel} : std::vector{out, in};
    result.weight = torch::empty(shape).uniform_(-bound, bound, generator);
    if (layer.bias) result.bias = torch::empty({out}).uniform_(-bound, bound, generator);
    return result;
}

InitialWeights smallNormalLinear(const LayerSpec& layer, const at::Generator& generator) {
    const std::int64_t out = layer.output.elements();
    return {torch::empty({out, layer.input.elements()}).normal_(0, 0.01, generator), torch::zeros({out})};
}

} // namespace

InitialWeights initialWeights(const LayerSpec& layer, const NetworkSpec& network, RandomStream& random) {
    if (layer.kind == LayerKind::BatchNorm2d) {
        return {torch::ones({layer.output.channels}), torch::zeros({layer.output.channels})};
    }
    if (!layer.isWeightLayer()) return {};
    const at::Generator generator = at::detail::createCPUGenerator(random.next());
    if (network.pytorchStart) return uniform(layer, generator);
    const LinearStart linearStart = network.linearStart;
    if (layer.kind == LayerKind::Linear && linearStart == LinearStart::SmallNormal)
        return smallNormalLinear(layer, generator);
    if (layer.kind == LayerKind::Linear) return linear(layer, linearStart == LinearStart::Xavier, generator);
    InitialWeights result{heNormal(layer, generator), {}};
    if (layer.bias) result.bias = torch::zeros({layer.output.channels});
    return result;
}

} // namespace lightcl
