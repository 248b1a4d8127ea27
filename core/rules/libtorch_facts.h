#pragma once

namespace lightcl {

/// What releases of LibTorch do otherwise with memory, as seen in 1.13 and in 2.6; the build says which one the worker
/// links, for this side of the house knows none.
inline constexpr bool kNormGradientTwice = LIGHTCL_LIBTORCH_MAJOR < 2; ///< batch-norm's backward allocates it twice

} // namespace lightcl
