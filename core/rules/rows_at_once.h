#pragma once

#include "spec/settings.h"

#include <cstdint>

namespace lightcl {

// How many rows pass a network together where it is not a step's batch that says so.

/// Images that are classified at once: as many as are fast, or with MemoryMode::Low so few that evaluating a network
/// needs hardly more memory than training it.
constexpr std::int64_t evaluationRows(MemoryMode memory) {
    return memory == MemoryMode::Low ? 32 : 250;
}

/// With MemoryMode::Low so many rows at a time pass frozen stages that stand still.
inline constexpr std::int64_t kFrozenRowsOfLow = 8;

/// Rows whose single gradients are taken together in closed form, of a network that chains linear layers.
inline constexpr std::int64_t kRowsInClosedForm = 256;

} // namespace lightcl
