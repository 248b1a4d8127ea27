#pragma once

#include "networks/network.h"

#include <filesystem>

namespace lightcl {

/// Loads weights by torchvision names from a safetensors file into the network. The head ("fc") is taken only if its
/// shape fits; every other tensor must be there in the right shape. Names may carry the prefix of a checkpoint
/// ("network/"). Throws InputError naming the file and the first tensor that is missing or of another shape.
void loadPretrainedWeights(Network& network, const std::filesystem::path& file);

} // namespace lightcl
