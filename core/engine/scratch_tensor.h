#pragma once

#include "libtorch/torch.h"

#include <vector>

namespace lightcl {

/// A tensor whose bytes lie in a temporary file, which the system keeps in memory as far as there is room. The file has
/// no name, lies in the folder for temporary files (TMPDIR), and goes with the last tensor that uses it. Its values are
/// 0. Throws Error when there is no such folder, or no room for the file.
torch::Tensor scratchTensor(const std::vector<std::int64_t>& sizes, torch::ScalarType type);

} // namespace lightcl
