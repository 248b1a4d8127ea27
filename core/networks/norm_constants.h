#pragma once

#include "libtorch/torch.h"

namespace lightcl {

// Batch-norm as torchvision's networks have it.
inline constexpr double kNormMomentum = 0.1; ///< how far the running statistics move towards a batch's
inline constexpr double kNormEpsilon = 1e-5; ///< added to variances

/// Where batch-norm in training mode writes the new running variance of a batch [rows, channels, height, width]. One
/// value a channel has no variance (the unbiased estimate divides by 0): then the running one stays as it is.
inline torch::Tensor varianceToUpdate(const torch::Tensor& batch, const torch::Tensor& variance) {
    return variance.defined() && batch.numel() == batch.size(1) ? variance.clone() : variance;
}

} // namespace lightcl
