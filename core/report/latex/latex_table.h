#pragma once

#include "report/latex/results_table.h"

#include <string>
#include <string_view>

namespace lightcl {

/// LightCL's Table 1 in LaTeX (package booktabs): method, buffer, sparsity; then for each setting class-IL and task-IL
/// accuracy in percent (mean ± standard deviation), FLOPs in units of a power of ten that their heading names, and peak
/// memory in MiB (means). A setting without any accuracy has no columns for it. `caption` is LaTeX.
std::string latexTable(const ResultsTable& table, const std::string& caption);

/// Text with LaTeX's special characters escaped.
std::string latexEscaped(std::string_view text);

} // namespace lightcl
