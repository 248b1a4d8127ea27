#pragma once

#include "libtorch/torch.h"

#include <cstdint>

namespace lightcl {

/// What a byte of brightness becomes as a network's input in [0,1].
inline constexpr float kInputScale = 1.0F / 255.0F;

/// Turns stored images into network inputs: uint8 [N, C, H, W] to float32 in [0,1] of the same shape.
inline torch::Tensor toInputs(const torch::Tensor& images) {
    return images.to(torch::kFloat32).mul_(kInputScale);
}

/// The same for `count` bytes of memory. Uses no function of LibTorch.
inline void toInputs(const std::uint8_t* pixels, float* inputs, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) inputs[i] = static_cast<float>(pixels[i]) * kInputScale;
}

} // namespace lightcl
