#pragma once

#include "figures/report_data.h"
#include "figures/run_record.h"

#include <vector>

namespace lightcl {

/// Runs that are taken together, of which there must be one and the first one's spec be known, with their figures' mean
/// and deviation.
MethodGroup methodGroup(const std::string& label, const std::vector<const RunRecord*>& runs);

/// The finished ones of the runs, without pretrainings, grouped as runGroups() does, with their figures' mean and
/// deviation.
std::vector<MethodGroup> methodGroups(const std::vector<const RunRecord*>& runs);

} // namespace lightcl
