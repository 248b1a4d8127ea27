#pragma once

#include "figures/report_data.h"

#include <string>

namespace lightcl {

/// The report as aligned plain text: what was run, means over seeds, every run.
std::string textReport(const Report& report);

/// Means over seeds as an aligned table, one row a group.
std::string groupTable(const std::vector<MethodGroup>& groups);

} // namespace lightcl
