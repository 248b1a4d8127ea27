#include "engine/sgd_optimizer.h"

#include "profiling/memory_ledger.h"

namespace lightcl {

void SgdOptimizer::apply(const NamedTensor& parameter, torch::Tensor& gradient) {
    at::NoGradGuard noGradient;
    torch::Tensor weights = parameter.tensor;
    if (settings_.weightDecay != 0) gradient.add_(weights, settings_.weightDecay);
    if (settings_.momentum == 0) {
        weights.add_(gradient, -settings_.learningRate);
        return;
    }
    torch::Tensor& velocity = velocities_[parameter.name];
    if (velocity.defined()) {
        velocity.mul_(settings_.momentum).add_(gradient);
    } else {
        const MemoryScope scope(ledger_, MemoryCategory::Optimizer);
        velocity = gradient.clone();
    }
    weights.add_(velocity, -settings_.learningRate);
}

void SgdOptimizer::save(StateArchive archive) const {
    for (const auto& [name, velocity] : velocities_) archive.put(name, velocity);
}

void SgdOptimizer::restore(const StateArchive& archive, const std::vector<NamedTensor>& parameters) {
    const MemoryScope scope(ledger_, MemoryCategory::Optimizer);
    velocities_.clear();
    for (const NamedTensor& parameter : parameters) {
        if (const torch::Tensor stored = archive.tensor(parameter.name); stored.defined()) {
            velocities_[parameter.name] = stored.clone();
        }
    }
}

} // namespace lightcl
