#include "compare/paired_tests.h"

#include "compare/student_t.h"
#include "figures/statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>

namespace lightcl {

namespace {

constexpr std::size_t kMostExactFlips = 20;
constexpr std::size_t kMostExactRanks = 200;
/// Sums and sizes that differ by less than this share of the largest are equal but for rounding.
constexpr double kRounding = 1e-9;

double sumOfSizes(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [](double sum, double value) { return sum + std::abs(value); });
}

/// Choices of signs, all but the first one's (the sum is symmetric), whose sum is at least `least` from 0, as a share.
/// In Gray's order each differs from the one before in one sign.
double shareOfAllFlips(const std::vector<double>& differences, double least) {
    std::vector<double> signs(differences);
    double sum = std::accumulate(signs.begin(), signs.end(), 0.0);
    const std::uint64_t choices = std::uint64_t{1} << (signs.size() - 1);
    std::uint64_t far = std::abs(sum) >= least ? 1 : 0;
    for (std::uint64_t choice = 1; choice < choices; ++choice) {
        double& flipped = signs[static_cast<std::size_t>(std::countr_zero(choice))];
        flipped = -flipped;
        sum += 2 * flipped;
        if (std::abs(sum) >= least) ++far;
    }
    return static_cast<double>(far) / static_cast<double>(choices);
}

double shareOfRandomFlips(const std::vector<double>& differences, double least) {
    constexpr int choices = 1 << 20;
    std::mt19937_64 generator(1);
    int far = 1; // the own choice
    for (int choice = 1; choice < choices; ++choice) {
        double sum = 0;
        std::uint64_t bits = 0;
        for (std::size_t index = 0; index < differences.size(); ++index) {
            if (index % 64 == 0) bits = generator();
            sum += (bits >> (index % 64) & 1) != 0 ? differences[index] : -differences[index];
        }
        if (std::abs(sum) >= least) ++far;
    }
    return static_cast<double>(far) / choices;
}

/// Twice the ranks of the sizes, so that shared ranks are whole, and where ties are how many share.
struct Ranks {
    std::vector<int> doubled;
    std::vector<double> tieSizes;
};

Ranks ranksOf(std::vector<double>& sizesWithSign) {
    std::ranges::sort(sizesWithSign, {}, [](double value) { return std::abs(value); });
    const double tolerance = std::abs(sizesWithSign.back()) * kRounding;
    Ranks ranks;
    for (std::size_t first = 0; first < sizesWithSign.size();) {
        std::size_t end = first + 1;
        while (end < sizesWithSign.size() &&
               std::abs(sizesWithSign[end]) - std::abs(sizesWithSign[end - 1]) <= tolerance)
            ++end;
        const int doubled = static_cast<int>(first + 1 + end);
        ranks.doubled.insert(ranks.doubled.end(), end - first, doubled);
        ranks.tieSizes.push_back(static_cast<double>(end - first));
        first = end;
    }
    return ranks;
}

/// The two-sided p of the doubled rank sum, over all signs: the distribution of the sum grows rank by rank.
double exactRankP(const std::vector<int>& doubled, int positive) {
    const int all = std::accumulate(doubled.begin(), doubled.end(), 0);
    std::vector<double> probability(static_cast<std::size_t>(all) + 1, 0.0);
    probability[0] = 1;
    int reached = 0;
    for (const int rank : doubled) {
        reached += rank;
        for (int sum = reached; sum >= 0; --sum) {
            const double without = probability[static_cast<std::size_t>(sum)];
            const double with = sum >= rank ? probability[static_cast<std::size_t>(sum - rank)] : 0;
            probability[static_cast<std::size_t>(sum)] = (without + with) / 2;
        }
    }
    const int tail = std::min(positive, all - positive);
    return std::min(1.0, 2 * std::accumulate(probability.begin(), probability.begin() + tail + 1, 0.0));
}

double normalRankP(const Ranks& ranks, int positive) {
    const auto n = static_cast<double>(ranks.doubled.size());
    const double mean = n * (n + 1) / 4;
    double variance = n * (n + 1) * (2 * n + 1) / 24;
    for (const double tied : ranks.tieSizes) variance -= (tied * tied * tied - tied) / 48;
    const double distance = std::max(0.0, std::abs(positive / 2.0 - mean) - 0.5);
    return std::erfc(distance / std::sqrt(2 * variance));
}

} // namespace

double differenceOf(double a, double b) {
    constexpr double rounding = 1e-12;
    const double difference = a - b;
    return std::abs(difference) <= rounding * std::max(std::abs(a), std::abs(b)) ? 0 : difference;
}

PValue signFlipTest(const std::vector<double>& differences) {
    if (differences.empty()) return {};
    const double least =
        std::abs(std::accumulate(differences.begin(), differences.end(), 0.0)) - kRounding * sumOfSizes(differences);
    const bool exact = differences.size() <= kMostExactFlips;
    return {exact ? shareOfAllFlips(differences, least) : shareOfRandomFlips(differences, least), exact};
}

double lowestSignFlipP(std::size_t n) {
    return std::min(1.0, std::exp2(1 - static_cast<double>(n)));
}

std::size_t differencesNeeded(double level) {
    std::size_t n = 1;
    while (lowestSignFlipP(n) > level) ++n;
    return n;
}

PValue wilcoxonTest(const std::vector<double>& differences) {
    const double rounding =
        differences.empty() ? 0 : kRounding * std::abs(*std::ranges::max_element(differences, {}, [](double value) {
                                      return std::abs(value);
                                  }));
    std::vector<double> moved;
    std::ranges::copy_if(differences, std::back_inserter(moved),
                         [rounding](double value) { return std::abs(value) > rounding; });
    if (moved.empty()) return {};
    const Ranks ranks = ranksOf(moved);
    int positive = 0;
    for (std::size_t index = 0; index < moved.size(); ++index)
        if (moved[index] > 0) positive += ranks.doubled[index];
    const bool exact = moved.size() <= kMostExactRanks;
    return {exact ? exactRankP(ranks.doubled, positive) : normalRankP(ranks, positive), exact};
}

std::vector<double> holmAdjusted(const std::vector<double>& ps) {
    std::vector<std::size_t> order(ps.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&ps](std::size_t index) { return ps[index]; });
    std::vector<double> adjusted(ps.size());
    double highest = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto left = static_cast<double>(order.size() - place);
        highest = std::max(highest, std::min(1.0, left * ps[order[place]]));
        adjusted[order[place]] = highest;
    }
    return adjusted;
}

std::optional<Interval> meanInterval95(const std::vector<double>& differences) {
    const auto spread = meanSd({differences.begin(), differences.end()});
    if (!spread || !spread->sd) return std::nullopt;
    const auto n = static_cast<double>(differences.size());
    const double half = studentQuantile(0.975, n - 1) * *spread->sd / std::sqrt(n);
    return Interval{spread->mean - half, spread->mean + half};
}

std::optional<double> pairedEffectSize(const std::vector<double>& differences) {
    const auto spread = meanSd({differences.begin(), differences.end()});
    if (!spread || !spread->sd || *spread->sd <= kRounding * sumOfSizes(differences)) return std::nullopt;
    return spread->mean / *spread->sd;
}

double probabilityOfLarger(const std::vector<double>& a, const std::vector<double>& b) {
    double larger = 0;
    for (const double x : a)
        for (const double y : b) {
            const double difference = differenceOf(x, y);
            larger += difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
        }
    return larger / (static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

} // namespace lightcl
