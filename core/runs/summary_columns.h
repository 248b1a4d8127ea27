#pragma once

#include "runs/rows.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lightcl {

/// A figure of a run's summary; monostate: not measured.
using SummaryValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A column of the view run_summary: its name there, and its value in a summary.
struct SummaryColumn {
    std::string_view name;
    SummaryValue (*value)(const RunSummary&);
};

/// The columns of run_summary in the view's order, then what the summary has beside them; the keys of
/// `lightcl runs --json` and the head of a CSV report.
const std::vector<SummaryColumn>& summaryColumns();

} // namespace lightcl
