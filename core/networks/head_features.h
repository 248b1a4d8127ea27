#pragma once

#include "networks/network.h"

namespace lightcl {

/// Feature vectors of inputs [rows, channels, height, width]: what enters the head's linear layer, [rows, features], in
/// evaluation mode. The head may only pool and flatten before it.
[[nodiscard]] torch::Tensor headFeatures(Network& network, torch::Tensor inputs);

} // namespace lightcl
