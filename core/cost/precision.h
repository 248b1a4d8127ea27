#pragma once

#include <cstdint>

namespace lightcl {

/// What a training step computes in: float32, or LibTorch's autocast to bfloat16, where convolutions and linear layers
/// cast what they read and their weights. What comes between them follows; weights, their gradients and batch-norm's
/// statistics stay float32.
struct Precision {
    bool bfloat16 = false;

    /// Of a value of a feature map, and of its gradient.
    [[nodiscard]] std::int64_t mapBytes() const { return bfloat16 ? 2 : 4; }
    /// Of a value that a layer with a weight casts; 0 in float32, which needs no cast.
    [[nodiscard]] std::int64_t castBytes() const { return bfloat16 ? 2 : 0; }
};

} // namespace lightcl
