#pragma once

#include <torch/torch.h>

namespace lightcl {

/// min(max(x, 0), 6) in place. For backward it keeps its output, which the next convolution keeps anyhow; LibTorch's
/// own keeps a copy of its input beside it.
torch::Tensor relu6InPlace(const torch::Tensor& values);

} // namespace lightcl
