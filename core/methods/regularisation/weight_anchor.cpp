#include "methods/regularisation/weight_anchor.h"

#include <fmt/format.h>

namespace lightcl {

void WeightAnchor::attach(const Network& network) {
    anchors_.attach(network);
    importances_.attach(network);
}

void WeightAnchor::moveTo(const Network& network) {
    at::NoGradGuard noGradient;
    for (const NamedTensor& parameter : network.parameters()) anchors_.of(parameter).copy_(parameter.tensor);
}

void WeightAnchor::addGradient(const NamedTensor& parameter, torch::Tensor& gradient, double strength) const {
    const torch::Tensor* importance = importances_.find(parameter.name);
    const torch::Tensor* anchor = anchors_.find(parameter.name);
    if (!importance || !anchor) return;
    at::NoGradGuard noGradient;
    gradient.addcmul_(*importance, parameter.tensor - *anchor, 2 * strength);
}

double WeightAnchor::penalty(const Network& network, double strength) const {
    at::NoGradGuard noGradient;
    double sum = 0;
    for (const NamedTensor& parameter : network.parameters()) {
        const torch::Tensor* importance = importances_.find(parameter.name);
        const torch::Tensor* anchor = anchors_.find(parameter.name);
        if (importance && anchor) sum += (*importance * (parameter.tensor - *anchor).square()).sum().item<double>();
    }
    return strength * sum;
}

double WeightAnchor::stableStrength(double learningRate) const {
    return 1 / (learningRate * importances_.largest());
}

std::string WeightAnchor::instability(const std::string& key, double strength, double learningRate) const {
    const double stable = stableStrength(learningRate);
    if (strength < stable) return {};
    return fmt::format(", or {} below {:.2g}: from there on its penalty ({:g} here) diverges at this learning rate",
                       key, stable, strength);
}

void WeightAnchor::save(const StateArchive& archive) const {
    anchors_.save(archive.part("anchor"));
    importances_.save(archive.part("importance"));
}

void WeightAnchor::restore(const StateArchive& archive) {
    anchors_.restore(archive.part("anchor"));
    importances_.restore(archive.part("importance"));
}

} // namespace lightcl
