#pragma once

#include <cstdint>
#include <string>

namespace lightcl {

/// How a row of values is stored: as it is; rounded to float16; or a byte a value, scaled between the row's own
/// smallest and largest value, which are kept with it: x ≈ min + (max - min) · q / 255.
enum class StoredPrecision { Float32, Float16, UInt8 };

/// "float32", "float16" or "uint8", as the catalog has them.
StoredPrecision storedPrecision(const std::string& name);

/// Of a row's smallest and largest value in float32, with StoredPrecision::UInt8.
inline constexpr std::int64_t kStoredRangeBytes = 8;
/// Of one stored row of so many values.
std::int64_t storedBytes(StoredPrecision precision, std::int64_t values);

} // namespace lightcl
