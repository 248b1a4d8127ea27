#include "networks/network_state.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace lightcl {

namespace {

/// Value by value: tensor operations would take memory, which is measured.
bool isFinite(const torch::Tensor& tensor) {
    if (!tensor.defined() || tensor.scalar_type() != torch::kFloat32) return true;
    const torch::Tensor dense = tensor.is_non_overlapping_and_dense() ? tensor : tensor.contiguous();
    const std::span values(dense.data_ptr<float>(), static_cast<std::size_t>(dense.numel()));
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

} // namespace

void saveNetwork(const Network& network, StateArchive archive) {
    for (const NamedTensor& parameter : network.parameters()) archive.put(parameter.name, parameter.tensor);
    for (const NamedTensor& buffer : network.buffers()) archive.put(buffer.name, buffer.tensor);
}

void restoreNetwork(const StateArchive& archive, const Network& network) {
    for (const NamedTensor& parameter : network.parameters()) archive.copyInto(parameter.name, parameter.tensor);
    for (const NamedTensor& buffer : network.buffers()) archive.copyInto(buffer.name, buffer.tensor);
}

void copyNetwork(const Network& from, const Network& to) {
    TensorFile values;
    saveNetwork(from, {values, ""});
    restoreNetwork({values, ""}, to);
}

std::optional<Network> restoredNetwork(const StateArchive& archive, const Network& like) {
    if (!archive.has(like.parameters().front().name)) return std::nullopt;
    Network network = like.clone();
    restoreNetwork(archive, network);
    return network;
}

std::string notFinite(const Network& network) {
    for (const auto& tensors : {network.parameters(), network.buffers()}) {
        const auto found = std::find_if(tensors.begin(), tensors.end(),
                                        [](const NamedTensor& named) { return !isFinite(named.tensor); });
        if (found != tensors.end()) return found->name;
    }
    return {};
}

} // namespace lightcl
