#pragma once

#include <cstdint>

namespace lightcl {

/// Bytes of one value as LibTorch keeps it.
inline constexpr std::int64_t kHalfBytes = 2;   ///< float16, bfloat16
inline constexpr std::int64_t kFloatBytes = 4;  ///< float32
inline constexpr std::int64_t kDoubleBytes = 8; ///< float64
inline constexpr std::int64_t kIndexBytes = 8;  ///< int64: a position
inline constexpr std::int64_t kLabelBytes = 8;  ///< int64: a class

} // namespace lightcl
