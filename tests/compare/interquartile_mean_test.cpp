#include "compare/interquartile_mean.h"

#include "compare/compared_runs.h"
#include "compare/comparison_words.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::vector<double> upTo(int last) {
    std::vector<double> values;
    for (int value = 1; value <= last; ++value) values.push_back(value);
    return values;
}

} // namespace

TEST_CASE("The interquartile mean is that of the middle half") {
    CHECK(interquartileMean({100, 3, 1, 2, 4, 5, 6, -50}) == Approx(3.5)); // of 2 3 4 5
    CHECK(interquartileMean({9, 1, 2, 3, 4, 100, 5, 6, 7}) == Approx(5));  // of nine, two to each side are cut
    CHECK(interquartileMean({1, 2, 30}) == Approx(11));                    // nothing to cut
    CHECK(interquartileMean({7}) == 7);
}

TEST_CASE("It comes with an interval from eight values on, always the same") {
    CHECK_FALSE(robustMean({upTo(7)}));
    const auto eight = robustMean({upTo(8)});
    REQUIRE(eight);
    CHECK(eight->mean == Approx(4.5));
    REQUIRE(eight->interval);
    CHECK(eight->interval->low < 4);
    CHECK(eight->interval->low >= 1);
    CHECK(eight->interval->high > 5);
    CHECK(eight->interval->high <= 8);
    CHECK(robustMean({upTo(8)})->interval->low == eight->interval->low);
    SECTION("Of values that are all the same it has no width") {
        const auto same = robustMean({std::vector<double>(8, 2)});
        CHECK(same->interval->low == 2);
        CHECK(same->interval->high == 2);
    }
}

TEST_CASE("Each stratum is drawn from itself") {
    // Drawn all together, there would be samples with most values from one side; by strata there are always four each.
    const std::vector<double> low = {0, 0, 0, 0};
    const std::vector<double> high = {10, 10, 10, 10};
    const auto apart = robustMean({low, high});
    CHECK(apart->interval->low == 5);
    CHECK(apart->interval->high == 5);
    const auto together = robustMean({{0, 0, 0, 0, 10, 10, 10, 10}});
    CHECK(together->interval->low < 5);
    CHECK(together->interval->high > 5);
    SECTION("A stratum of one cannot vary, so there is no interval") {
        const auto single = robustMean({upTo(8), {3}});
        REQUIRE(single);
        CHECK_FALSE(single->interval);
    }
}

TEST_CASE("Groups of eight runs are compared by their interquartile means, too") {
    std::vector<RunRecord> runs;
    for (int seed = 0; seed < 8; ++seed) {
        runs.push_back(comparedRun(2 * seed + 1, "er", "buffer_size = 200", seed, 0.5 + 0.01 * seed));
        if (seed < 7) runs.push_back(comparedRun(2 * seed + 2, "sgd", "", seed, 0.2));
    }
    ComparisonQuestion question;
    question.figure = &runFigure("class_il");
    const auto comparison = compareRuns(addresses(runs), question);
    REQUIRE(comparison.groups[0].robust);
    CHECK(comparison.groups[0].robust->mean == Approx(0.535)); // of 0.52 to 0.55
    CHECK_FALSE(comparison.groups[1].robust);
    const auto table = comparedGroupsTable(comparison);
    REQUIRE(table.columns.size() == 6);
    CHECK(table.rows[0][4] == "53.5");
    CHECK(table.rows[1][4] == "-");
    CHECK(contains(robustMeanText(*question.figure, *comparison.groups[0].robust), "interquartile mean 53.5 % (95 % "));
    runs.pop_back();
    CHECK(comparedGroupsTable(compareRuns(addresses(runs), question)).columns.size() == 4); // seven are too few
}
