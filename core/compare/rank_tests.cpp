#include "compare/rank_tests.h"

#include "compare/distributions.h"
#include "compare/paired_tests.h"

#include <algorithm>
#include <numeric>

namespace lightcl {

std::vector<double> ranksWithin(const std::vector<double>& values, bool higherIsBetter) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return higherIsBetter ? values[a] > values[b] : values[a] < values[b];
    });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && differenceOf(values[order[first]], values[order[end]]) == 0) ++end;
        const double shared = static_cast<double>(first + 1 + end) / 2;
        for (std::size_t place = first; place < end; ++place) ranks[order[place]] = shared;
        first = end;
    }
    return ranks;
}

FriedmanTest friedmanTest(const std::vector<std::vector<double>>& ranks) {
    const auto n = static_cast<double>(ranks.size());
    const auto k = static_cast<double>(ranks.front().size());
    FriedmanTest test;
    test.meanRanks.assign(ranks.front().size(), 0);
    for (const auto& block : ranks)
        for (std::size_t group = 0; group < block.size(); ++group) test.meanRanks[group] += block[group] / n;
    double squares = 0;
    for (const double rank : test.meanRanks) squares += rank * rank;
    const double most = n * (k - 1);
    constexpr double rounding = 1e-9;
    test.chiSquare = std::max(0.0, 12 * n / (k * (k + 1)) * (squares - k * (k + 1) * (k + 1) / 4));
    test.chiSquareP = chiSquareTail(test.chiSquare, k - 1);
    test.p = test.chiSquareP;
    if (most - test.chiSquare <= rounding * most) return test;
    test.f = (n - 1) * test.chiSquare / (most - test.chiSquare);
    test.p = fTail(*test.f, k - 1, (k - 1) * (n - 1));
    return test;
}

std::vector<RankClique> rankCliques(std::size_t count, const std::function<bool(std::size_t, std::size_t)>& differ) {
    std::vector<RankClique> cliques;
    std::size_t covered = 0; // the place after the last clique's end
    for (std::size_t first = 0; first < count; ++first) {
        std::size_t end = first + 1;
        const auto differsFromNone = [&](std::size_t next) {
            for (std::size_t member = first; member < next; ++member)
                if (differ(member, next)) return false;
            return true;
        };
        while (end < count && differsFromNone(end)) ++end;
        if (end - first >= 2 && end > covered) cliques.push_back({first, end - 1});
        covered = std::max(covered, end);
    }
    return cliques;
}

} // namespace lightcl
