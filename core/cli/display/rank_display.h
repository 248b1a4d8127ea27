#pragma once

#include "cli/display/json.h"
#include "compare/rank_comparison.h"

#include <ostream>

namespace lightcl {

/// What `lightcl compare --across` prints: groups, pairs, what they say and what limits them.
void printRanks(std::ostream& out, const RankComparison& comparison);

/// The same with all numbers, the groups' values in the metric's own unit.
Json ranksJson(const RankComparison& comparison);

} // namespace lightcl
