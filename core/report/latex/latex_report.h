#pragma once

#include "figures/report_data.h"
#include "report/latex/results_table.h"

#include <string>

namespace lightcl {

/// LightCL's Table 1 (toTable()) in LaTeX, which needs the package booktabs. `caption` is LaTeX.
std::string latexTable(const ResultsTable& table, const std::string& caption);

/// The report's methods in the layout of LightCL's Table 1, with what the runs measured; see latexTable().
std::string latexReport(const Report& report);

} // namespace lightcl
