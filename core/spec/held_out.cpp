#include "spec/held_out.h"

#include "spec/settings.h"

#include <algorithm>

namespace lightcl {

std::int64_t heldOutOf(std::int64_t available, double share) {
    if (share <= 0 || available < 2) return 0;
    return std::min(samplesKept(available, share), available - 1);
}

} // namespace lightcl
