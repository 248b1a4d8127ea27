#include "compare/comparison.h"

#include "base/error.h"
#include "compare/compared_runs.h"
#include "compare/comparison_words.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// ER with two buffers and SGD over `seeds` seeds: ER 500 is 10 points above ER 200 and a little more each seed.
std::vector<RunRecord> threeGroups(int seeds) {
    std::vector<RunRecord> runs;
    for (int seed = 0; seed < seeds; ++seed) {
        runs.push_back(comparedRun(10 * seed + 1, "er", "buffer_size = 200", seed, 0.5 + 0.01 * seed));
        runs.push_back(comparedRun(10 * seed + 2, "er", "buffer_size = 500", seed, 0.6 + 0.02 * seed));
        runs.push_back(comparedRun(10 * seed + 3, "sgd", "", seed, 0.2));
    }
    return runs;
}

ComparisonQuestion about(const char* figure, const char* by = nullptr, std::string baseline = {}) {
    ComparisonQuestion question;
    question.figure = &runFigure(figure);
    if (by != nullptr) question.by = RunKey(by);
    question.baseline = std::move(baseline);
    return question;
}

} // namespace

TEST_CASE("Groups are compared over the seeds they share") {
    const auto runs = threeGroups(6);
    const auto comparison = compareRuns(addresses(runs), about("class_il"));
    REQUIRE(comparison.groups.size() == 3);
    CHECK(comparison.groups[1].label == "ER (buffer_size = 500)");
    CHECK(comparison.groups[0].values->mean == Approx(0.525));
    REQUIRE(comparison.pairs.size() == 3);
    const auto& pair = comparison.pairs[0];
    CHECK(pair.seeds == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5});
    CHECK(pair.meanDifference == Approx(-0.125));
    CHECK(pair.signFlip.p == Approx(2.0 / 64));
    CHECK(pair.adjustedP == Approx(6.0 / 64));
    CHECK(pair.probabilityOfLarger == Approx(0));
    CHECK(pair.interval->low == Approx(-0.125 - 2.570582 * 0.018708287 / 2.449489743).epsilon(1e-6));
    CHECK(contains(comparisonSentence(comparison, pair),
                   "ER (buffer_size = 200) is 12.5 points below ER (buffer_size = 500) in class-IL, 95 % "
                   "interval 10.5 to 14.5, p = 0.031 (0.094 by Holm over 3 comparisons) over 6 seeds."));
}

TEST_CASE("Too few seeds are said to be too few") {
    const auto runs = threeGroups(4);
    const auto comparison = compareRuns(addresses(runs), about("class_il", nullptr, "sgd"));
    REQUIRE(comparison.pairs.size() == 2);
    CHECK(pairsMissing(comparison.pairs[0]) == 2);
    CHECK(contains(comparisonSentence(comparison, comparison.pairs[0]),
                   "With 4 seeds no such test can go below 0.125: 2 more would be the least for 0.05."));
    const auto one = threeGroups(1);
    const auto single = compareRuns(addresses(one), about("class_il"));
    CHECK(contains(comparisonSentence(single, single.pairs[0]), "no test can tell that from luck"));
}

TEST_CASE("By a key, pairs are alike in everything else") {
    auto runs = threeGroups(3);
    runs.push_back(comparedRun(90, "der++", "buffer_size = 200", 0, 0.9));
    const auto comparison = compareRuns(addresses(runs), about("class_il", "buffer_size"));
    REQUIRE(comparison.groups.size() == 3);
    CHECK(comparison.groups[0].label == "buffer_size = 200");
    CHECK(comparison.groups[2].label == "without buffer_size");
    CHECK(comparison.pairs[0].differences.size() == 3); // DER++ has no partner
    CHECK(contains(comparison.pairs[0].notes.front(), "Without a partner: buffer_size = 200, seed 0."));
    CHECK(comparison.pairs[1].differences.empty());
    SECTION("Of methods, each with its settings, several runs of a seed count by their mean") {
        const auto methods = compareRuns(addresses(runs), about("class_il", "method", "sgd"));
        CHECK(methods.pairs[0].meanDifference == Approx((0.55 + 0.565 + 0.58) / 3 - 0.2));
        CHECK(contains(methods.pairs[0].notes.back(), "3 of the pairs are means of several runs"));
    }
}

TEST_CASE("What cannot be compared is left out and named") {
    auto runs = threeGroups(2);
    runs[0].summary.state = RunState::Failed;
    runs[1].summary.classIl.reset();
    const auto comparison = compareRuns(addresses(runs), about("class_il"));
    REQUIRE(comparison.notes.size() == 2);
    CHECK(comparison.notes[0] == "Left out: run 1 (not finished).");
    CHECK(comparison.notes[1] == "Left out: run 2 (no class-IL was measured).");
    CHECK_THROWS_AS(compareRuns(addresses(runs), about("seed")), InputError);
    CHECK_THROWS_AS(compareRuns(addresses(runs), about("class_il", nullptr, "pnn")), InputError);
    CHECK(compareRuns({}, about("class_il")).pairs.empty());
}

TEST_CASE("Runs of other data are never paired") {
    std::vector<RunRecord> runs = {comparedRun(1, "er", "buffer_size = 200", 0, 0.5),
                                   comparedRun(2, "sgd", "", 0, 0.2)};
    runs[1].spec->scenario.set("dataset", std::string("mnist"));
    const auto comparison = compareRuns(addresses(runs), about("class_il"));
    REQUIRE(comparison.pairs.size() == 1);
    CHECK(comparison.pairs[0].differences.empty());
    CHECK(contains(comparisonSentence(comparison, comparison.pairs[0]), "cannot be compared"));
}

TEST_CASE("Groups that were made elsewhere are said to be") {
    auto runs = threeGroups(2);
    const auto notes = [&] { return compareRuns(addresses(runs), about("class_il")).pairs[0].notes; };
    CHECK(notes().empty());
    for (auto& run : runs) {
        run.environment.emplace();
        run.environment->host = "desk";
        run.environment->libtorchVersion = "1.13.1";
    }
    CHECK(notes().empty());
    runs[1].environment->libtorchVersion = "2.6.0"; // one of ER 500's two
    CHECK(notes() == std::vector<std::string>{"These two differ in LibTorch (1.13.1; 1.13.1, 2.6.0)."});
    runs[0].environment.reset();
    runs[3].environment.reset();
    CHECK(notes().empty()); // nothing is known of ER 200's
}

TEST_CASE("Imported runs, which have no spec, are compared among themselves") {
    auto runs = threeGroups(3);
    for (auto& run : runs) {
        if (run.summary.method == "sgd") continue;
        run.summary.method = run.summary.id % 10 == 1 ? "mine" : "theirs";
        run.spec.reset();
        run.isImported = true;
    }
    const auto comparison = compareRuns(addresses(runs), about("class_il"));
    REQUIRE(comparison.groups.size() == 3);
    CHECK(comparison.groups[0].label == "SGD");
    CHECK(comparison.groups[1].label == "mine (a)");
    CHECK(comparison.pairs[0].differences.empty()); // SGD's settings are known, theirs are not
    CHECK(comparison.pairs[2].differences.size() == 3);
    CHECK(contains(comparison.notes.front(), "Imported: runs 1, 2, 11, 12, 21, 22. Their settings are not known"));
    const auto byMethod = compareRuns(addresses(runs), about("class_il", "method", "theirs"));
    REQUIRE(byMethod.pairs.size() == 2);
    CHECK(byMethod.pairs[0].differences.size() == 3);
    for (auto& run : runs) run.isImported = false;
    CHECK(contains(compareRuns(addresses(runs), about("class_il")).notes.front(), "the spec cannot be read"));
}
