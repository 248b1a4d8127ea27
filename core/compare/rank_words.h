#pragma once

#include "compare/rank_comparison.h"
#include "text/table.h"

#include <string>

namespace lightcl {

/// What the ranks say, in plain words: whether the mean ranks differ by more than luck (Friedman's test), which pairs
/// do, or why nothing can be told.
std::string rankSentence(const RankComparison& comparison);

/// The groups' values in the unit shown, a row a block and a column a group, the best first; below them the mean ranks.
/// What has the first rank of a block is marked.
Table rankedValuesTable(const RankComparison& comparison);
/// Every pair with both mean ranks, Wilcoxon's p and the one after Holm; pairs that differ are marked.
Table rankedPairsTable(const RankComparison& comparison);

} // namespace lightcl
