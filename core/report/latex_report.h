#pragma once

#include "report/report_data.h"

#include <string>
#include <string_view>

namespace lightcl {

/// A LaTeX table (package booktabs): one row a method, mean ± standard deviation over seeds.
std::string latexReport(const Report& report);

/// Text with LaTeX's special characters escaped.
std::string latexEscaped(std::string_view text);

} // namespace lightcl
