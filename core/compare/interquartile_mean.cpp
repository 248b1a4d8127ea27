#include "compare/interquartile_mean.h"

#include "base/random_stream.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lightcl {

namespace {

constexpr std::size_t kBootstraps = 10'000;

/// Reorders `values`, at least one.
double meanOfMiddleHalf(std::vector<double>& values) {
    const auto cut = static_cast<std::ptrdiff_t>(values.size() / 4);
    const auto first = values.begin() + cut;
    const auto end = values.end() - cut;
    if (cut > 0) {
        std::nth_element(values.begin(), first, values.end());
        std::nth_element(first, end - 1, values.end());
    }
    return std::accumulate(first, end, 0.0) / static_cast<double>(end - first);
}

/// A quantile of sorted values, linear between neighbours (R's type 7).
double sortedQuantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

Interval bootstrapInterval(const std::vector<std::vector<double>>& strata, std::size_t count) {
    RandomStream random = RandomStreams(0).fresh("interquartile mean");
    std::vector<double> means;
    means.reserve(kBootstraps);
    std::vector<double> drawn(count);
    for (std::size_t bootstrap = 0; bootstrap < kBootstraps; ++bootstrap) {
        auto next = drawn.begin();
        for (const auto& stratum : strata)
            for (std::size_t index = 0; index < stratum.size(); ++index)
                *next++ = stratum[random.below(stratum.size())];
        means.push_back(meanOfMiddleHalf(drawn));
    }
    std::ranges::sort(means);
    return {sortedQuantile(means, 0.025), sortedQuantile(means, 0.975)};
}

} // namespace

double interquartileMean(std::vector<double> values) {
    return meanOfMiddleHalf(values);
}

std::optional<RobustMean> robustMean(const std::vector<std::vector<double>>& strata) {
    std::vector<double> all;
    for (const auto& stratum : strata) all.insert(all.end(), stratum.begin(), stratum.end());
    if (all.size() < kFewestForInterquartileMean) return std::nullopt;
    RobustMean result{interquartileMean(all), std::nullopt};
    if (std::ranges::none_of(strata, [](const auto& stratum) { return stratum.size() == 1; }))
        result.interval = bootstrapInterval(strata, all.size());
    return result;
}

} // namespace lightcl
