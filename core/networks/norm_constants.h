#pragma once

namespace lightcl {

// Batch-norm as torchvision's networks have it.
inline constexpr double kNormMomentum = 0.1; ///< how far the running statistics move towards a batch's
inline constexpr double kNormEpsilon = 1e-5; ///< added to variances

} // namespace lightcl
