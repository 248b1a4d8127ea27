#pragma once

#include "figures/report_data.h"
#include "store/database.h"

#include <vector>

namespace lightcl {

/// Reads what a report on these runs shows, in this order; all finished runs when none is named. Throws InputError when
/// a run does not exist, or there is no finished one.
Report readReport(const Database& database, std::vector<RunId> runs);

} // namespace lightcl
