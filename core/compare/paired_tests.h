#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace lightcl {

/// A probability under the null hypothesis that each difference could as well have had the other sign.
struct PValue {
    double p = 1;
    bool exact = true; ///< over all signs; else over random ones
};

/// a - b, and 0 where they are the same but for rounding (1e-12 of the larger): means of the same shares, computed in
/// another order.
double differenceOf(double a, double b);

/// The two-sided sign-flip (paired permutation) test of the mean: the share of all 2^n choices of signs whose sum is at
/// least as far from 0 as the differences' own (Fisher 1935, The Design of Experiments, §21; Good 2005). Exact up to 20
/// differences; above, over 2^20 - 1 random choices of a fixed generator, and the own one (Phipson and Smyth 2010).
/// Without differences 1.
PValue signFlipTest(const std::vector<double>& differences);

/// The smallest p that signFlipTest() can give with n differences: 2 / 2^n, and 1 at most.
double lowestSignFlipP(std::size_t n);

/// The fewest differences with which signFlipTest() can reach p <= level, 0 < level.
std::size_t differencesNeeded(double level);

/// Wilcoxon's two-sided signed-rank test (Wilcoxon 1945): differences of 0 are left out, equal sizes share the mean of
/// their ranks (sizes count as equal within a 1e-9th of the largest: shares of the same test images differ by their
/// rounding only), and p is exact for those ranks, the smaller of both tails doubled, 1 at most. Without ties that is
/// what R's wilcox.test(exact = TRUE) gives. Above 200 differences the normal approximation with its correction for
/// continuity and ties is taken. Without differences 1.
PValue wilcoxonTest(const std::vector<double>& differences);

/// Holm's step-down adjustment (Holm 1979): the i-th smallest of m becomes max over j <= i of min(1, (m - j + 1) p_j).
/// In the order given.
std::vector<double> holmAdjusted(const std::vector<double>& ps);

/// mean ± t(0.975, n - 1) · s / √n of paired differences.
struct Interval {
    double low = 0;
    double high = 0;
};
/// Absent below two differences.
std::optional<Interval> meanInterval95(const std::vector<double>& differences);

/// Cohen's d_z: the differences' mean by their sample standard deviation (Cohen 1988; Lakens 2013, eq. 6). Absent below
/// two differences, and where all are the same.
std::optional<double> pairedEffectSize(const std::vector<double>& differences);

/// The probability that a value of `a` is larger than one of `b`, over all pairs, equal ones counting half (Mann and
/// Whitney's U by its most; Agarwal et al. 2021, "Deep RL at the Edge of the Statistical Precipice"). Neither may be
/// empty.
double probabilityOfLarger(const std::vector<double>& a, const std::vector<double>& b);

} // namespace lightcl
