#pragma once

#include "figures/report_data.h"

#include <vector>

namespace lightcl {

/// Finished runs that differ in nothing but the seed, together; in order of their first run. Groups of one method are
/// told apart by the settings in which they differ: "er (buffer_size = 200)".
std::vector<MethodGroup> methodGroups(const std::vector<RunReport>& runs);

} // namespace lightcl
