#pragma once

#include "libtorch/torch.h"

namespace lightcl {

/// min(max(x, 0), 6) in place. For backward it keeps its output, which the next convolution keeps anyhow; LibTorch's
/// own keeps a copy of its input beside it.
torch::Tensor relu6InPlace(const torch::Tensor& values);

/// Its backward in place: of the output's gradient, what passes where the output lies between 0 and 6.
void passThroughRelu6(torch::Tensor& gradient, const torch::Tensor& output);

} // namespace lightcl
