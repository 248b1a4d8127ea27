#include "networks/autocast.h"

#include <ATen/autocast_mode.h>

namespace lightcl {

Autocast::Autocast(bool bfloat16) : active_(bfloat16) {
    if (!active_) return;
    enabledBefore_ = isActive();
    cachedBefore_ = at::autocast::is_autocast_cache_enabled();
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(true);
    // A forward casts each weight once; kept until its end, the casts would be half of the weights once more.
    at::autocast::set_autocast_cache_enabled(false);
    at::autocast::increment_nesting();
}

Autocast::~Autocast() {
    if (!active_) return;
    at::autocast::decrement_nesting();
    at::autocast::set_autocast_cache_enabled(cachedBefore_);
    at::autocast::set_cpu_enabled(enabledBefore_);
}

bool Autocast::isActive() {
    return at::autocast::is_cpu_enabled();
}

} // namespace lightcl
