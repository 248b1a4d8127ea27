#pragma once

#include "checkpoint/state_archive.h"
#include "networks/network.h"

#include <optional>
#include <string>

namespace lightcl {

/// Puts all parameters and buffers into the archive, by their names.
void saveNetwork(const Network& network, StateArchive archive);
/// Sets them from the archive. Throws InputError naming the entry when one is missing or of another shape.
void restoreNetwork(const StateArchive& archive, const Network& network);
/// Gives `to` the values of a network with the same spec, in its own tensors.
void copyNetwork(const Network& from, const Network& to);
/// A network of the same kind with the values in the archive; none when nothing was put there.
std::optional<Network> restoredNetwork(const StateArchive& archive, const Network& like);

/// The first parameter or buffer with a value that is no finite number, by its name; empty when all are.
std::string notFinite(const Network& network);

} // namespace lightcl
