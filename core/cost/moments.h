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
};

} // namespace lightcl
