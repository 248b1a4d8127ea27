#pragma once

#include "spec/settings.h"

#include <cstdint>

namespace lightcl {

/// Images that are classified at once: as many as are fast, or with MemoryMode::Low so few that evaluating a network
/// needs hardly more memory than training it.
constexpr std::int64_t evaluationRows(MemoryMode memory) {
    return memory == MemoryMode::Low ? 32 : 250;
}

} // namespace lightcl
