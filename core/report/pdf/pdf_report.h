#pragma once

#include "figures/report_data.h"

#include <string>

namespace lightcl {

/// The report as a PDF of A4 pages: what was run and the means over seeds first, then the figures of each run.
std::string pdfReport(const Report& report);

} // namespace lightcl
