#include "compare/rank_tests.h"

#include "compare/distributions.h"
#include "support/catch.h"

#include <set>
#include <utility>
#include <vector>

using namespace lightcl;

namespace {

/// Demšar 2006, table 6: AUC of C4.5, C4.5+m, C4.5+cf and C4.5+m+cf on 14 data sets. The printed ranks of "voting" tell
/// its second 0.975 from the third, which the rounded numbers do not.
const std::vector<std::vector<double>> kDemsar = {
    {0.763, 0.768, 0.771, 0.798},  {0.599, 0.591, 0.590, 0.569}, {0.954, 0.971, 0.968, 0.967},
    {0.628, 0.661, 0.654, 0.657},  {0.882, 0.888, 0.886, 0.898}, {0.936, 0.931, 0.916, 0.931},
    {0.661, 0.668, 0.609, 0.685},  {0.583, 0.583, 0.563, 0.625}, {0.775, 0.838, 0.866, 0.875},
    {1.000, 1.000, 1.000, 1.000},  {0.940, 0.962, 0.965, 0.962}, {0.619, 0.666, 0.614, 0.669},
    {0.972, 0.981, 0.9751, 0.975}, {0.957, 0.978, 0.946, 0.970}};

using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

std::vector<RankClique> cliquesOf(std::size_t count, const Pairs& differing) {
    return rankCliques(count, [&](std::size_t a, std::size_t b) { return differing.contains({a, b}); });
}

} // namespace

TEST_CASE("Chi-square and F have the tails that tables print") {
    CHECK(chiSquareTail(3.841459, 1) == Approx(0.05).epsilon(1e-6));
    CHECK(chiSquareTail(7.814728, 3) == Approx(0.05).epsilon(1e-6));
    CHECK(chiSquareTail(23.68479, 14) == Approx(0.05).epsilon(1e-6));
    CHECK(chiSquareTail(2, 2) == Approx(0.36787944117)); // e^-1
    CHECK(chiSquareTail(20, 2) == Approx(4.5399929762e-5));
    CHECK(chiSquareTail(0, 3) == 1);
    CHECK(fTail(2.845068, 3, 39) == Approx(0.05).epsilon(1e-5)); // Demšar's "2.85"
    CHECK(fTail(4.0, 1, 1) == Approx(0.295167235));              // 1 - 2/pi atan 2
    CHECK(fTail(0, 3, 39) == 1);
}

TEST_CASE("Friedman's test gives Demsar's published example") {
    std::vector<std::vector<double>> ranks;
    for (const auto& values : kDemsar) ranks.push_back(ranksWithin(values, true));
    CHECK(ranks[5] == std::vector<double>{1, 2.5, 4, 2.5});
    CHECK(ranks[9] == std::vector<double>{2.5, 2.5, 2.5, 2.5});
    const auto test = friedmanTest(ranks);
    CHECK(test.meanRanks[0] == Approx(3.143).margin(5e-4));
    CHECK(test.meanRanks[1] == Approx(2.000).margin(5e-4));
    CHECK(test.meanRanks[2] == Approx(2.893).margin(5e-4));
    CHECK(test.meanRanks[3] == Approx(1.964).margin(5e-4));
    CHECK(test.chiSquare == Approx(9.28).margin(5e-3));
    CHECK(*test.f == Approx(3.69).margin(5e-3));
    CHECK(test.p < 0.05); // "we reject the null-hypothesis"
    CHECK(test.p > 0.01);
}

TEST_CASE("Ranks count from the better side, and what is the same but for rounding shares them") {
    CHECK(ranksWithin({3, 1, 2}, true) == std::vector<double>{1, 3, 2});
    CHECK(ranksWithin({3, 1, 2}, false) == std::vector<double>{3, 1, 2});
    CHECK(ranksWithin({0.1 + 0.2, 0.3, 0.5}, true) == std::vector<double>{2.5, 2.5, 1});
}

TEST_CASE("Where all blocks rank alike there is no F, and where none differ no doubt") {
    const auto same = friedmanTest({{1, 2, 3}, {1, 2, 3}, {1, 2, 3}});
    CHECK(same.chiSquare == Approx(6));
    CHECK_FALSE(same.f);
    CHECK(same.p == Approx(0.0497870684)); // e^-3
    const auto none = friedmanTest({{2, 2, 2}, {2, 2, 2}});
    CHECK(none.chiSquare == 0);
    CHECK(none.p == 1);
}

TEST_CASE("Cliques are the largest runs of neighbours without a difference") {
    CHECK(cliquesOf(4, {}) == std::vector<RankClique>{{0, 3}});
    CHECK(cliquesOf(4, {{0, 3}}) == std::vector<RankClique>{{0, 2}, {1, 3}});
    CHECK(cliquesOf(4, {{0, 1}, {0, 2}, {0, 3}}) == std::vector<RankClique>{{1, 3}});
    CHECK(cliquesOf(3, {{0, 1}, {0, 2}, {1, 2}}).empty());
    SECTION("A pair in the middle that differs parts its clique, though the outer ones do not") {
        CHECK(cliquesOf(4, {{1, 2}}) == std::vector<RankClique>{{0, 1}, {2, 3}});
    }
    CHECK(cliquesOf(0, {}).empty());
}
