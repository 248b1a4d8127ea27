#pragma once

#include <cstddef>
#include <cstdint>
#include <torch/version.h>

// The one place where LibTorch's releases differ for us.
namespace lightcl {

#if TORCH_VERSION_MAJOR >= 2
using ReportedTotal = std::size_t; ///< totals in c10::MemoryReportingInfoBase::reportMemoryUsage
#else
using ReportedTotal = std::int64_t;
#endif

} // namespace lightcl
