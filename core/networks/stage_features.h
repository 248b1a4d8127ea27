#pragma once

#include "networks/network.h"

namespace lightcl {

/// What the first `stages` stages make of inputs [rows, …].
torch::Tensor stageFeatures(Network& network, torch::Tensor inputs, std::size_t stages, NormMode mode);

} // namespace lightcl
