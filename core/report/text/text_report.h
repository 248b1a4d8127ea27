#pragma once

#include "figures/report_data.h"

#include <string>

namespace lightcl {

/// The report as aligned plain text: what was run, means over seeds, every run.
std::string textReport(const Report& report);

/// The same tables as Markdown, under headings.
std::string markdownReport(const Report& report);

/// All figures of the report's runs as CSV, one row a run.
std::string csvReport(const Report& report);

} // namespace lightcl
