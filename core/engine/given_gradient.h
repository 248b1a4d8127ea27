#pragma once

#include "libtorch/torch.h"

namespace lightcl {

/// A scalar whose backward gives `output` this gradient, of its shape. Backward from it frees the output and its
/// gradient as soon as the operation that made the output is done with them; backward from the output itself holds both
/// until its end.
torch::Tensor withGradient(const torch::Tensor& output, torch::Tensor gradient);

} // namespace lightcl
