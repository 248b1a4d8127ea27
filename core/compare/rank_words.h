#pragma once

#include "compare/rank_comparison.h"
#include "figures/rank_diagram.h"
#include "text/table.h"

#include <cstddef>
#include <string>

namespace lightcl {

/// What the ranks say, in plain words: whether the mean ranks differ by more than luck (Friedman's test), which pairs
/// do, or why nothing can be told.
std::string rankSentence(const RankComparison& comparison);

/// What is told of one group: "ER: mean rank 1.78 of 6, first in 5 of 9 values of dataset; not told apart from DER++,
/// SGD."
std::string rankedGroupSentence(const RankComparison& comparison, std::size_t group);

/// The groups and cliques as a critical-difference diagram.
RankDiagram rankDiagramOf(const RankComparison& comparison);

/// The groups' values in the unit shown, a row a block and a column a group, the best first; below them the mean ranks.
/// What has the first rank of a block is marked.
Table rankedValuesTable(const RankComparison& comparison);
/// Every pair with both mean ranks, Wilcoxon's p and the one after Holm; pairs that differ are marked.
Table rankedPairsTable(const RankComparison& comparison);

} // namespace lightcl
