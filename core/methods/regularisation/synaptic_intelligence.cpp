#include "methods/regularisation/synaptic_intelligence.h"

namespace lightcl {

std::unique_ptr<Method> SynapticIntelligence::make(const Ingredients& in) {
    return std::make_unique<SynapticIntelligence>(siSettings(in.parameters), in.mask);
}

void SynapticIntelligence::attach(Network& network) {
    path_.attach(network);
    anchor_.attach(network);
}

void SynapticIntelligence::beforeTask(const TaskContext& context) {
    anchor_.moveTo(context.network);
    path_.restart();
}

void SynapticIntelligence::adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) {
    if (!settings_.wholeGradient) path_.begin(parameter, gradient);
    anchor_.addGradient(parameter, gradient, settings_.c);
    if (settings_.clip > 0) gradient.clamp_(-settings_.clip, settings_.clip);
    if (settings_.wholeGradient) path_.begin(parameter, gradient);
}

void SynapticIntelligence::addImportance(const NamedTensor& parameter) {
    const torch::Tensor* omega = path_.omega(parameter.name);
    const torch::Tensor* anchor = anchor_.anchor(parameter.name);
    if (!omega || !anchor) return;
    const torch::Tensor way = parameter.tensor - *anchor;
    torch::Tensor& importance = anchor_.importance(parameter);
    importance.addcdiv_(*omega, way.square_().add_(settings_.xi));
    if (settings_.nonNegative) importance.clamp_min_(0);
}

void SynapticIntelligence::afterTask(const TaskContext& context) {
    at::NoGradGuard noGradient;
    for (const NamedTensor& parameter : context.network.parameters()) addImportance(parameter);
    anchor_.moveTo(context.network);
    path_.restart();
}

void SynapticIntelligence::save(StateArchive& archive) const {
    path_.save(archive.part("path"));
    anchor_.save(archive);
}

void SynapticIntelligence::restore(const StateArchive& archive) {
    path_.restore(archive.part("path"));
    anchor_.restore(archive);
}

} // namespace lightcl
