#include "engine/autocast.h"

#include <ATen/autocast_mode.h>

namespace lightcl {

Autocast::Autocast(bool bfloat16) : active_(bfloat16) {
    if (!active_) return;
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(true);
    // A forward casts each weight once; kept until its end, the casts would be half of the weights once more.
    at::autocast::set_autocast_cache_enabled(false);
    at::autocast::increment_nesting();
}

Autocast::~Autocast() {
    if (!active_) return;
    at::autocast::decrement_nesting();
    at::autocast::set_autocast_cache_enabled(true);
    at::autocast::set_cpu_enabled(false);
}

} // namespace lightcl
