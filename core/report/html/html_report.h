#pragma once

#include "figures/report_data.h"

#include <string>

namespace lightcl {

/// The report as one self-contained HTML file: no script, no font and no picture from elsewhere; light and dark.
std::string htmlReport(const Report& report);

} // namespace lightcl
