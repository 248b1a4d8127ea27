#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace lightcl {

/// Each value's rank among them, 1 for the best; values that are the same but for rounding share the mean of their
/// ranks (Demšar 2006, "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR 7, §3.2.2).
std::vector<double> ranksWithin(const std::vector<double>& values, bool higherIsBetter);

/// Friedman's test whether k groups, ranked within each of N blocks, all have the same mean rank.
struct FriedmanTest {
    std::vector<double> meanRanks; ///< R_j, a group each
    double chiSquare = 0;  ///< 12 N / (k (k + 1)) · (Σ R_j² - k (k + 1)² / 4), as without ties (Friedman 1937)
    double chiSquareP = 1; ///< with k - 1 degrees of freedom
    /// (N - 1) chi² / (N (k - 1) - chi²), less conservative (Iman and Davenport 1980); absent where all blocks rank
    /// alike, which makes it infinite.
    std::optional<double> f;
    double p = 1; ///< of F with k - 1 and (k - 1)(N - 1) degrees of freedom; where F is absent, of chi²
};

/// Of ranks, a block each, of the same two groups or more; N >= 2. The formulas are Demšar's (2006, §3.2.2): ties are
/// not corrected for, which makes the test the more careful.
FriedmanTest friedmanTest(const std::vector<std::vector<double>>& ranks);

/// Groups next to each other in order of their mean ranks, from `first` to `last`.
struct RankClique {
    std::size_t first = 0;
    std::size_t last = 0;
    bool operator==(const RankClique&) const = default;
};

/// The largest runs of neighbours, two or more, no pair of which differs: what a critical-difference diagram joins by a
/// bar (Ismail Fawaz et al. 2019, "Deep learning for time series classification: a review"). `differ` is asked of
/// places in [0, count), the smaller one first.
std::vector<RankClique> rankCliques(std::size_t count, const std::function<bool(std::size_t, std::size_t)>& differ);

} // namespace lightcl
