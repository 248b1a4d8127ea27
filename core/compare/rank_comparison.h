#pragma once

#include "compare/paired_tests.h"
#include "compare/rank_tests.h"
#include "compare/run_key.h"
#include "figures/run_record.h"
#include "runs/run_figure.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// Which groups are ranked, in what, and within what.
struct RankQuestion {
    const RunFigure* figure = nullptr; ///< a result that has a better side
    std::optional<RunKey> by;          ///< absent: by method and its own settings, whatever it was trained on
    std::optional<RunKey> across;      ///< absent: data set and scenario
};

/// A group in all blocks that count.
struct RankedGroup {
    std::string label;
    std::size_t runs = 0;
    double meanRank = 0;
    std::vector<double> values; ///< a block each: the mean over its runs there
    std::vector<double> ranks;  ///< a block each, 1 for the best
};

/// Two groups over the blocks' values; `a` has the better mean rank.
struct RankedPair {
    std::size_t a = 0;
    std::size_t b = 0;
    PValue wilcoxon;
    double adjustedP = 1; ///< after Holm, over all pairs
    bool differ = false;  ///< adjustedP <= 0.05, and Friedman's test, where there is one, rejects as well
};

/// What a block is called where no key was given.
inline constexpr const char* kDataAndScenario = "data set and scenario";

/// Groups ranked over several data sets or scenarios. Either `refusal` says why there is nothing to tell, and nothing
/// else is there but notes, or it is empty.
struct RankComparison {
    const RunFigure* figure = nullptr;
    std::string across; ///< what a block is, in words: "data set and scenario", "backbone"
    std::vector<std::string> blocks;
    std::vector<RankedGroup> groups;      ///< in order of mean rank, the best first
    std::optional<FriedmanTest> friedman; ///< of three groups or more
    std::vector<RankedPair> pairs;
    std::vector<RankClique> cliques; ///< of `groups`
    std::vector<std::string> notes;  ///< what was left out and what limits it, a sentence each
    std::string refusal;
};

/// The fewest blocks over which groups are ranked.
inline constexpr std::size_t kFewestRankBlocks = 3;

/// Ranks groups within blocks and tells over all blocks whether they differ: Friedman's test with Iman and Davenport's
/// F, and where that rejects, each pair by Wilcoxon's signed-rank test over the blocks' means with Holm's adjustment
/// (Demšar 2006, JMLR 7; Benavoli et al. 2016, JMLR 17; Ismail Fawaz et al. 2019). Only blocks that have every group
/// count. Throws InputError when the figure is no result or has no better side, or `by` or `across` is a result.
RankComparison rankRuns(const std::vector<const RunRecord*>& runs, const RankQuestion& question);

/// The fewest blocks with which any of so many pairs can differ: 2 / 2^n times `pairs` is 0.05 or below.
std::size_t rankBlocksNeeded(std::size_t pairs);

} // namespace lightcl
