#pragma once

#include <torch/torch.h>

namespace lightcl {

/// Turns stored images into network inputs: uint8 [N, C, H, W] to float32 in [0,1] of the same shape.
inline torch::Tensor toInputs(const torch::Tensor& images) {
    return images.to(torch::kFloat32).mul_(1.0 / 255.0);
}

} // namespace lightcl
