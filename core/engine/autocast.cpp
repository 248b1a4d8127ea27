#include "engine/autocast.h"

#include <ATen/autocast_mode.h>

namespace lightcl {

Autocast::Autocast(bool bfloat16) : active_(bfloat16) {
    if (!active_) return;
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(true);
    at::autocast::increment_nesting();
}

Autocast::~Autocast() {
    if (!active_) return;
    // The weights' casts are only good until the next update.
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_cpu_enabled(false);
}

} // namespace lightcl
