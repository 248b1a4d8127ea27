#include "libtorch/autocast.h"

// Not in libtorch/torch.h, for it brings the registry of operators along.
#include <ATen/autocast_mode.h>

namespace lightcl {

namespace {

namespace autocast = at::autocast;

// Before 2.4 the processor had functions of its own; later ones take the device.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
bool isEnabled() {
    return autocast::is_autocast_enabled(at::kCPU);
}
void setEnabled(bool enabled) {
    autocast::set_autocast_enabled(at::kCPU, enabled);
}
at::ScalarType currentType() {
    return autocast::get_autocast_dtype(at::kCPU);
}
void setType(at::ScalarType type) {
    autocast::set_autocast_dtype(at::kCPU, type);
}
#else
bool isEnabled() {
    return autocast::is_cpu_enabled();
}
void setEnabled(bool enabled) {
    autocast::set_cpu_enabled(enabled);
}
at::ScalarType currentType() {
    return autocast::get_autocast_cpu_dtype();
}
void setType(at::ScalarType type) {
    autocast::set_autocast_cpu_dtype(type);
}
#endif

} // namespace

Autocast::Autocast(bool bfloat16) : active_(bfloat16) {
    if (!active_) return;
    enabledBefore_ = isActive();
    cachedBefore_ = autocast::is_autocast_cache_enabled();
    setType(at::kBFloat16);
    setEnabled(true);
    // A forward casts each weight once; kept until its end, the casts would be half of the weights once more.
    autocast::set_autocast_cache_enabled(false);
    autocast::increment_nesting();
}

Autocast::~Autocast() {
    if (!active_) return;
    autocast::decrement_nesting();
    autocast::set_autocast_cache_enabled(cachedBefore_);
    setEnabled(enabledBefore_);
}

bool Autocast::isActive() {
    return isEnabled();
}

at::ScalarType Autocast::type() {
    return currentType();
}

} // namespace lightcl
