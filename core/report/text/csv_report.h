#pragma once

#include "runs/rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// The runs as CSV (RFC 4180: comma, CRLF, quotes doubled), one row a run, with the columns of summaryColumns(). What
/// was not measured is empty; numbers are written so that reading them gives the same value.
std::string csvReport(const std::vector<RunSummary>& runs);

/// A field, in quotes where it must be.
std::string csvField(std::string_view text);

} // namespace lightcl
