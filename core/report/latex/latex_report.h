#pragma once

#include "figures/report_data.h"

#include <string>

namespace lightcl {

/// The report's methods in the layout of LightCL's Table 1, with what the runs measured; see latexTable().
std::string latexReport(const Report& report);

} // namespace lightcl
