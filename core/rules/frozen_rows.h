#pragma once

#include <cstdint>

namespace lightcl {

/// With training.memory = "low" so many rows at a time pass frozen stages that stand still.
inline constexpr std::int64_t kFrozenRowsOfLow = 8;

} // namespace lightcl
