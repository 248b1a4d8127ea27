#include "methods/parts/parameter_tensors.h"

#include <algorithm>

namespace lightcl {

void ParameterTensors::attach(const Network& network) {
    names_.clear();
    for (const NamedTensor& parameter : network.parameters()) names_.push_back(parameter.name);
}

const torch::Tensor* ParameterTensors::find(const std::string& name) const {
    const auto found = tensors_.find(name);
    return found == tensors_.end() ? nullptr : &found->second;
}

torch::Tensor& ParameterTensors::of(const NamedTensor& parameter) {
    torch::Tensor& tensor = tensors_[parameter.name];
    if (!tensor.defined()) tensor = torch::zeros_like(parameter.tensor.detach());
    return tensor;
}

void ParameterTensors::scale(double factor) {
    for (auto& [name, tensor] : tensors_) tensor.mul_(factor);
}

double ParameterTensors::largest() const {
    double largest = 0;
    for (const auto& [name, tensor] : tensors_) largest = std::max(largest, tensor.max().item<double>());
    return largest;
}

void ParameterTensors::save(StateArchive archive) const {
    for (const auto& [name, tensor] : tensors_) archive.put(name, tensor);
}

void ParameterTensors::restore(const StateArchive& archive) {
    tensors_.clear();
    for (const std::string& name : names_) {
        if (const torch::Tensor stored = archive.tensor(name); stored.defined()) tensors_[name] = stored.clone();
    }
}

} // namespace lightcl
