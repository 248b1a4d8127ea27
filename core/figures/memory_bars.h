#pragma once

#include "figures/report_data.h"

#include <vector>

namespace lightcl {

/// Predicted peaks under both conventions, and the measured peak of the task that needed most.
MemoryBars memoryBars(const std::vector<MemoryRow>& rows, std::optional<std::int64_t> peakRssBytes);

} // namespace lightcl
