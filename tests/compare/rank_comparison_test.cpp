#include "compare/rank_comparison.h"

#include "base/error.h"
#include "compare/compared_runs.h"
#include "compare/rank_words.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <fmt/format.h>
#include <string>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A run of a data set that only its name is known of.
RunRecord runOn(const std::string& dataset, const std::string& method, const std::string& settings, int seed,
                double classIl) {
    static RunId next = 0;
    auto run = comparedRun(++next, method, settings, seed, classIl);
    run.spec->scenario.set("dataset", dataset);
    run.summary.dataset = dataset;
    return run;
}

/// ER above DER++ above SGD on so many data sets, two seeds each; on the harder ones all are lower.
std::vector<RunRecord> threeMethodsOn(int datasets) {
    std::vector<RunRecord> runs;
    for (int dataset = 0; dataset < datasets; ++dataset)
        for (int seed = 0; seed < 2; ++seed) {
            const auto name = fmt::format("data {}", dataset);
            const double level = 0.9 - 0.05 * dataset + 0.002 * seed;
            runs.push_back(runOn(name, "sgd", "", seed, level - 0.2 - 0.001 * dataset));
            runs.push_back(runOn(name, "er", "buffer_size = 200", seed, level));
            runs.push_back(runOn(name, "der++", "buffer_size = 200", seed, level - 0.01 - 0.001 * dataset));
        }
    return runs;
}

RankQuestion ranksIn(const char* figure, const char* by = nullptr, const char* across = nullptr) {
    RankQuestion question;
    question.figure = &runFigure(figure);
    if (by != nullptr) question.by = RunKey(by);
    if (across != nullptr) question.across = RunKey(across);
    return question;
}

} // namespace

TEST_CASE("Methods are ranked over data sets by the means over their seeds") {
    const auto runs = threeMethodsOn(8);
    const auto ranks = rankRuns(addresses(runs), ranksIn("class_il"));
    CHECK(ranks.refusal.empty());
    REQUIRE(ranks.groups.size() == 3);
    CHECK(ranks.groups[0].label == "ER");
    CHECK(ranks.groups[1].label == "DER++");
    CHECK(ranks.groups[2].label == "SGD");
    CHECK(ranks.groups[0].runs == 16);
    CHECK(ranks.groups[0].meanRank == 1);
    CHECK(ranks.groups[2].meanRank == 3);
    CHECK(ranks.groups[0].values[0] == Approx(0.901));
    CHECK(ranks.blocks.size() == 8);
    CHECK(ranks.blocks[0] == "data 0");
    REQUIRE(ranks.friedman);
    CHECK(ranks.friedman->chiSquare == Approx(16));
    REQUIRE(ranks.pairs.size() == 3);
    CHECK(ranks.pairs[0].wilcoxon.p == Approx(2.0 / 256));
    CHECK(ranks.pairs[0].adjustedP == Approx(6.0 / 256));
    CHECK(ranks.pairs[0].differ);
    CHECK(ranks.cliques.empty());
    CHECK(ranks.notes.empty());
    CHECK(contains(rankSentence(ranks), "ER has the best mean rank in class-IL, 1.00 of 3; the mean ranks differ by "
                                        "more than luck (Friedman's chi-square 16.00, p = "));
    CHECK(contains(rankSentence(ranks), "differ: ER and DER++ (p = 0.023); "));
    SECTION("What is better lower is ranked from below") {
        auto costly = runs;
        for (auto& run : costly) run.summary.measuredPeakBytes = run.summary.method == "sgd" ? 1 : 100;
        const auto memory = rankRuns(addresses(costly), ranksIn("measured_peak_bytes"));
        CHECK(memory.groups[0].label == "SGD");
        CHECK(memory.groups[1].meanRank == 2.5);
        CHECK(memory.cliques == std::vector<RankClique>{{1, 2}});
    }
    SECTION("The table shows every block's values") {
        const auto table = rankedValuesTable(ranks);
        CHECK(table.columns.size() == 4);
        CHECK(table.heading(1) == "class-IL, points: ER");
        REQUIRE(table.rows.size() == 9);
        CHECK(table.rows[0] == std::vector<std::string>{"data 0", "90.1", "89.1", "70.1"});
        CHECK(table.rows[8][1] == "1.000");
        CHECK(table.markOf(0, 1) == Table::Mark::Best);
        CHECK(rankedPairsTable(ranks).rows[0][6] == "yes");
    }
}

TEST_CASE("Where Friedman's test does not reject, no pair is told apart") {
    std::vector<RunRecord> runs; // ER is above DER++ everywhere; SGD is above both on one half, below on the other
    for (int dataset = 0; dataset < 8; ++dataset) {
        const auto name = fmt::format("data {}", dataset);
        runs.push_back(runOn(name, "er", "buffer_size = 200", 0, 0.6 + 0.001 * dataset));
        runs.push_back(runOn(name, "der++", "buffer_size = 200", 0, 0.5));
        runs.push_back(runOn(name, "sgd", "", 0, dataset % 2 == 0 ? 0.9 : 0.1));
    }
    const auto ranks = rankRuns(addresses(runs), ranksIn("class_il"));
    CHECK(ranks.groups[0].label == "ER");
    CHECK(ranks.groups[2].label == "DER++");
    CHECK(ranks.friedman->chiSquare == Approx(4));
    CHECK(*ranks.friedman->f == Approx(28.0 / 12));
    CHECK(ranks.friedman->p > 0.05);
    CHECK(ranks.pairs[1].adjustedP == Approx(6.0 / 256)); // ER and DER++
    CHECK_FALSE(ranks.pairs[1].differ);
    CHECK(ranks.cliques == std::vector<RankClique>{{0, 2}});
    CHECK(contains(rankSentence(ranks), "the mean ranks do not differ by more than luck"));
}

TEST_CASE("Too few data sets cannot tell pairs apart, and say so") {
    const auto runs = threeMethodsOn(4);
    const auto ranks = rankRuns(addresses(runs), ranksIn("class_il"));
    CHECK(ranks.cliques == std::vector<RankClique>{{0, 2}});
    REQUIRE(ranks.notes.size() == 1);
    CHECK(ranks.notes[0] == "With 4 blocks no pair can differ at 0.05 after Holm over 3 pairs: 3 more would be the "
                            "least.");
    CHECK(rankBlocksNeeded(1) == 6);
    CHECK(rankBlocksNeeded(3) == 7);
}

TEST_CASE("Below three data sets nothing is ranked") {
    const auto runs = threeMethodsOn(2);
    const auto ranks = rankRuns(addresses(runs), ranksIn("class_il"));
    CHECK(rankSentence(ranks) == "Nothing to rank: expected every one of the 3 groups in 3 of \"data set and "
                                 "scenario\" at least, got 2.");
    CHECK(ranks.groups.empty());
    CHECK_FALSE(ranks.friedman);
    CHECK(contains(rankRuns({}, ranksIn("class_il")).refusal, "two groups at least, got none"));
}

TEST_CASE("Only data sets that have every group count; the others are named") {
    auto runs = threeMethodsOn(4);
    runs[1].summary.state = RunState::Failed; // one of ER's two on data 0
    for (auto& run : runs)
        if (run.summary.dataset == "data 3" && run.summary.method == "er") run.summary.classIl.reset();
    const auto ranks = rankRuns(addresses(runs), ranksIn("class_il"));
    CHECK(ranks.blocks == std::vector<std::string>{"data 0", "data 1", "data 2"});
    CHECK(contains(ranks.notes[0], "not finished"));
    CHECK(contains(ranks.notes[1], "no class-IL was measured"));
    CHECK(ranks.notes[2] == "Left out for want of a group: data 3 (no ER).");
    CHECK(contains(ranks.notes[3], "The groups do not have the same seeds and scenarios in: data 0."));
}

TEST_CASE("A method's own settings make groups, what it was trained on does not") {
    auto runs = threeMethodsOn(3);
    for (int dataset = 0; dataset < 3; ++dataset)
        runs.push_back(runOn(fmt::format("data {}", dataset), "er", "buffer_size = 500", 0, 0.95));
    for (auto& run : runs)
        if (run.summary.dataset == "data 1") run.spec->training.set("learning_rate", 0.5);
    const auto ranks = rankRuns(addresses(runs), ranksIn("class_il"));
    REQUIRE(ranks.groups.size() == 4);
    CHECK(ranks.groups[0].label == "ER (buffer_size = 500)");
    SECTION("By method, all its settings are one") {
        const auto methods = rankRuns(addresses(runs), ranksIn("class_il", "method"));
        CHECK(methods.groups.size() == 3);
        CHECK(contains(methods.notes.back(), "With 3 blocks"));
    }
}

TEST_CASE("Scenarios of one data set are blocks, and so are a key's values") {
    std::vector<RunRecord> runs;
    for (int seed = 0; seed < 7; ++seed) {
        runs.push_back(runOn("mnist", "er", "buffer_size = 200", seed, 0.8 + 0.01 * seed));
        runs.push_back(runOn("mnist", "sgd", "", seed, 0.5));
    }
    const auto seeds = rankRuns(addresses(runs), ranksIn("class_il", nullptr, "seed"));
    CHECK(seeds.blocks.size() == 7);
    CHECK_FALSE(seeds.friedman); // of two groups Wilcoxon's test alone tells
    CHECK(seeds.pairs[0].wilcoxon.p == Approx(2.0 / 128));
    CHECK(seeds.pairs[0].differ);
    CHECK(contains(rankSentence(seeds), "Over 7 values of seed, ER has the best mean rank"));
    for (auto& run : runs) run.spec->scenario.set("tasks", run.summary.seed % 3 + 1);
    const auto scenarios = rankRuns(addresses(runs), ranksIn("class_il"));
    CHECK(scenarios.blocks == std::vector<std::string>{"mnist (tasks = 1)", "mnist (tasks = 2)", "mnist (tasks = 3)"});
    CHECK_THROWS_AS(rankRuns(addresses(runs), ranksIn("class_il", nullptr, "task_il")), InputError);
    CHECK_THROWS_AS(rankRuns(addresses(runs), ranksIn("class_il", "task_il")), InputError);
    CHECK_THROWS_AS(rankRuns(addresses(runs), ranksIn("seed")), InputError);
}
