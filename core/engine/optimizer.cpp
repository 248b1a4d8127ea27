#include "engine/optimizer.h"

#include "profiling/memory_ledger.h"

#include <cmath>

namespace lightcl {

namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;

} // namespace

void Optimizer::apply(const NamedTensor& parameter, torch::Tensor& gradient) {
    at::NoGradGuard noGradient;
    torch::Tensor weights = parameter.tensor;
    if (settings_.weightDecay != 0) {
        if (settings_.kind == OptimizerKind::AdamW)
            weights.mul_(1 - settings_.learningRate * settings_.weightDecay);
        else
            gradient.add_(weights, settings_.weightDecay);
    }
    if (settings_.kind == OptimizerKind::Sgd)
        applySgd(parameter, gradient);
    else
        applyAdam(parameter, gradient);
}

void Optimizer::applySgd(const NamedTensor& parameter, torch::Tensor& gradient) {
    torch::Tensor weights = parameter.tensor;
    if (settings_.momentum == 0) {
        weights.add_(gradient, -settings_.learningRate);
        return;
    }
    torch::Tensor& velocity = states_[parameter.name].first;
    if (velocity.defined()) {
        velocity.mul_(settings_.momentum).add_(gradient);
    } else {
        const MemoryScope scope(ledger_, MemoryCategory::Optimizer);
        velocity = gradient.clone();
    }
    weights.add_(velocity, -settings_.learningRate);
}

void Optimizer::applyAdam(const NamedTensor& parameter, torch::Tensor& gradient) {
    State& state = states_[parameter.name];
    if (!state.first.defined()) {
        const MemoryScope scope(ledger_, MemoryCategory::Optimizer);
        state.first = torch::zeros_like(gradient);
        state.second = torch::zeros_like(gradient);
    }
    ++state.steps;
    state.first.mul_(kBeta1).add_(gradient, 1 - kBeta1);
    state.second.mul_(kBeta2).addcmul_(gradient, gradient, 1 - kBeta2);
    const auto steps = static_cast<double>(state.steps);
    const double firstBias = 1 - std::pow(kBeta1, steps);
    const double secondBias = 1 - std::pow(kBeta2, steps);
    // The denominator takes the gradient's place, so that the step needs no memory beside.
    gradient.copy_(state.second).div_(secondBias).sqrt_().add_(kEpsilon);
    torch::Tensor weights = parameter.tensor;
    weights.addcdiv_(state.first, gradient, -settings_.learningRate / firstBias);
}

void Optimizer::save(StateArchive archive) const {
    for (const auto& [name, state] : states_) {
        archive.put(name, state.first);
        if (!state.second.defined()) continue;
        archive.part("second").put(name, state.second);
        archive.part("steps").put(name, state.steps);
    }
}

void Optimizer::restore(const StateArchive& archive, const std::vector<NamedTensor>& parameters) {
    const MemoryScope scope(ledger_, MemoryCategory::Optimizer);
    states_.clear();
    for (const NamedTensor& parameter : parameters) {
        const torch::Tensor first = archive.tensor(parameter.name);
        if (!first.defined()) continue;
        State& state = states_[parameter.name];
        state.first = first.clone();
        if (settings_.kind == OptimizerKind::Sgd) continue;
        state.second = archive.part("second").required(parameter.name).clone();
        state.steps = archive.part("steps").integer(parameter.name);
    }
}

} // namespace lightcl
