#pragma once

#include "backbones/network_spec.h"

#include <cstddef>
#include <vector>

namespace lightcl {

/// The first stage that is not to be frozen when a stage may be frozen if all of its weight layers, and all below,
/// reach the threshold: an index into network.stages, at most that of the head. `generalizability` has a value for each
/// weight layer; NaN does not reach any threshold. Throws std::out_of_range when values are missing.
std::size_t stablePrefix(const NetworkSpec& network, const std::vector<double>& generalizability, double threshold);

} // namespace lightcl
