#pragma once

#include "compare/paired_tests.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace lightcl {

/// The fewest values that an interquartile mean is given for: a quarter of them is two.
inline constexpr std::size_t kFewestForInterquartileMean = 8;

/// The mean of the middle half: of n values the floor(n / 4) smallest and largest are left out, as in R's
/// mean(x, trim = 0.25) and SciPy's trim_mean. At least one value.
double interquartileMean(std::vector<double> values);

struct RobustMean {
    double mean = 0;
    /// 95 %, by the percentile bootstrap; absent where a stratum has one value only, which no drawing can vary.
    std::optional<Interval> interval;
};

/// The interquartile mean over all strata together (data sets, scenarios) with its stratified percentile-bootstrap
/// interval: 10,000 times each stratum is drawn anew from itself, with replacement, by a fixed seed, and the 2.5 and
/// 97.5 % quantiles of their interquartile means (linear between neighbours) are the interval (Agarwal et al. 2021,
/// "Deep RL at the Edge of the Statistical Precipice", §4.3). Absent below kFewestForInterquartileMean values.
std::optional<RobustMean> robustMean(const std::vector<std::vector<double>>& strata);

} // namespace lightcl
