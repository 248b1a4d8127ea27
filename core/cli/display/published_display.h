#pragma once

#include "cli/display/json.h"
#include "compare/published_comparison.h"

#include <ostream>
#include <vector>

namespace lightcl {

/// What `lightcl compare --published` prints: the table and what it is.
void printPublished(std::ostream& out, const std::vector<RowBeside>& rows);

/// The same with all numbers: accuracies in %, memory in MiB.
Json publishedJson(const std::vector<RowBeside>& rows);

} // namespace lightcl
