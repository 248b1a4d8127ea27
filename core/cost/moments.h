#pragma once

#include "base/memory_category.h"

namespace lightcl {

/// What is in memory now, by category, and what was when it was most among the moments looked at.
struct Moments {
    MemoryBreakdown now;
    MemoryBreakdown peak;

    void look() {
        if (now.total() > peak.total()) peak = now;
    }
    /// At a moment when there are so many bytes more.
    void lookWith(MemoryCategory category, std::int64_t bytes) {
        now[category] += bytes;
        look();
        now[category] -= bytes;
    }
};

} // namespace lightcl
