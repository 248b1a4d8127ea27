#include "compare/paired_tests.h"

#include "compare/student_t.h"
#include "support/catch.h"

#include <vector>

using namespace lightcl;

namespace {

/// Darwin's crossed against self-fertilised maize, in eighths of an inch (Fisher 1935, The Design of Experiments, §17).
const std::vector<double> kMaize = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

} // namespace

TEST_CASE("Student's t has the quantiles that tables print") {
    CHECK(studentQuantile(0.975, 1) == Approx(12.7062).epsilon(1e-5));
    CHECK(studentQuantile(0.975, 5) == Approx(2.570582).epsilon(1e-6));
    CHECK(studentQuantile(0.975, 14) == Approx(2.144787).epsilon(1e-6));
    CHECK(studentQuantile(0.975, 100) == Approx(1.983972).epsilon(1e-6));
    CHECK(studentQuantile(0.025, 5) == Approx(-2.570582).epsilon(1e-6));
    CHECK(studentT(0, 3) == Approx(0.5));
    CHECK(studentT(1, 1) == Approx(0.75)); // Cauchy's: 1/2 + atan(1)/pi
}

TEST_CASE("The sign-flip test gives Fisher's own count for Darwin's maize") {
    const PValue value = signFlipTest(kMaize);
    CHECK(value.exact);
    CHECK(value.p == Approx(1726.0 / 32768)); // 863 choices in each tail (Fisher 1935, §21)
}

TEST_CASE("The signed-rank test gives what R's exact test gives for Darwin's maize") {
    CHECK(wilcoxonTest(kMaize).p == Approx(0.041259765625)); // wilcox.test: V = 96, p-value = 0.04126
}

TEST_CASE("Tests of few differences are worked out over all signs") {
    CHECK(signFlipTest({1, 2, 3, 4, 5, 6}).p == Approx(2.0 / 64));
    CHECK(wilcoxonTest({1, 2, 3, 4, 5, 6}).p == Approx(2.0 / 64));
    CHECK(signFlipTest({2, 1, -1}).p == Approx(6.0 / 8)); // |sum| = 2; only +-(2 - 1 - 1) = 0 is nearer
    SECTION("Equal sizes share their ranks, and zeros are left out") {
        CHECK(wilcoxonTest({1, 1, 2, -1, 3, 0, 3}).p == Approx(0.125));
        CHECK(wilcoxonTest({0.3, -0.1, 0.2, 0.2, 0.5, 0.4}).p == Approx(0.0625));
        CHECK(wilcoxonTest({0.8 - 0.7, 0.4 - 0.3, -(0.6 - 0.5)}).p == Approx(1)); // alike but for rounding
    }
    SECTION("Nothing that differs is no evidence") {
        CHECK(signFlipTest({}).p == 1);
        CHECK(signFlipTest({0, 0, 0}).p == 1);
        CHECK(wilcoxonTest({}).p == 1);
        CHECK(wilcoxonTest({0, 0}).p == 1);
        CHECK(signFlipTest({0.4}).p == 1);
    }
}

TEST_CASE("Above twenty differences signs are drawn, and the p is near the normal one and never 0") {
    std::vector<double> differences;
    for (int index = 0; index < 30; ++index) differences.push_back(index % 3 == 0 ? -1.0 : 1.0);
    const PValue value = signFlipTest(differences);
    CHECK_FALSE(value.exact);
    CHECK(value.p == Approx(0.0987).margin(0.002)); // binomial: P(at most 10 or at least 20 of 30)
    CHECK(signFlipTest(std::vector<double>(40, 1.0)).p > 0);
}

TEST_CASE("So many seeds say so much at most") {
    CHECK(lowestSignFlipP(5) == Approx(0.0625));
    CHECK(lowestSignFlipP(0) == 1);
    CHECK(differencesNeeded(0.05) == 6);
    CHECK(differencesNeeded(0.01) == 8);
}

TEST_CASE("Holm's adjustment steps down and never falls") {
    // Holm 1979: 0.01, 0.015, 0.03, 0.04 become 0.04, 0.045, 0.06, 0.06.
    const auto adjusted = holmAdjusted({0.03, 0.01, 0.04, 0.015});
    REQUIRE(adjusted.size() == 4);
    CHECK(adjusted[0] == Approx(0.06));
    CHECK(adjusted[1] == Approx(0.04));
    CHECK(adjusted[2] == Approx(0.06));
    CHECK(adjusted[3] == Approx(0.045));
    CHECK(holmAdjusted({0.6, 0.7}) == std::vector<double>{1, 1});
    CHECK(holmAdjusted({}).empty());
}

TEST_CASE("Interval and effect size of paired differences") {
    const auto interval = meanInterval95(kMaize); // Fisher: mean 20.93, t(0.975, 14) = 2.145
    REQUIRE(interval);
    CHECK(interval->low == Approx(0.031).margin(0.02));
    CHECK(interval->high == Approx(41.84).margin(0.02));
    CHECK(*pairedEffectSize({1, 2, 3}) == Approx(2));
    CHECK_FALSE(meanInterval95({1}));
    CHECK_FALSE(pairedEffectSize({1}));
    CHECK_FALSE(pairedEffectSize({2, 2, 2}));
}

TEST_CASE("The probability of the larger value counts equal ones half") {
    CHECK(probabilityOfLarger({1, 2}, {1, 0}) == Approx(3.5 / 4));
    CHECK(probabilityOfLarger({1}, {1}) == Approx(0.5));
    CHECK(probabilityOfLarger({0.1 + 0.2}, {0.3}) == Approx(0.5)); // the same but for rounding
    CHECK(differenceOf(0.1 + 0.2, 0.3) == 0);
    CHECK(differenceOf(0.3, 0.2999) > 0);
}
