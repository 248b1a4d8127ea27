#pragma once

#include "backbones/network_spec.h"

#include <vector>

namespace lightcl {

/// The stage, by index, of each layer of NetworkSpec::weightLayers().
std::vector<std::size_t> stagesOfWeightLayers(const NetworkSpec& network);

} // namespace lightcl
