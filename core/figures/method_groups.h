#pragma once

#include "figures/report_data.h"
#include "figures/run_record.h"

#include <vector>

namespace lightcl {

/// The finished ones of the runs, without pretrainings, grouped as runGroups() does, with their figures' mean and
/// deviation.
std::vector<MethodGroup> methodGroups(const std::vector<const RunRecord*>& runs);

} // namespace lightcl
