#include "networks/network_state.h"

namespace lightcl {

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

} // namespace lightcl
