#pragma once

#include "networks/network.h"

namespace lightcl {

/// What the first `stages` stages make of inputs [rows, …].
torch::Tensor stageFeatures(Network& network, torch::Tensor inputs, std::size_t stages, NormMode mode);

/// Feature vectors of inputs [rows, channels, height, width]: what enters the head's linear layer, [rows, features], in
/// evaluation mode. The head may only pool and flatten before it.
[[nodiscard]] torch::Tensor headFeatures(Network& network, torch::Tensor inputs);

} // namespace lightcl
