#pragma once

#include <cstdint>

namespace lightcl {

/// The largest resident memory this process has had (VmHWM), in bytes; 0 where the system does not say.
std::int64_t peakResidentBytes();

} // namespace lightcl
