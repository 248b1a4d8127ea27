#include "figures/store_overview.h"

#include "support/catch.h"

using namespace lightcl;

namespace {

struct Made {
    RunId id;
    std::string method;
    std::int64_t seed;
    double classIl;
    std::int64_t peak;
    std::string dataset = "mnist";
};

RunRecord doneRecord(const Made& made) {
    RunRecord run;
    run.summary.id = made.id;
    run.summary.method = made.method;
    run.summary.seed = made.seed;
    run.summary.dataset = made.dataset;
    run.summary.scenario = "class-incremental";
    run.summary.backbone = "mlp";
    run.summary.state = RunState::Done;
    run.summary.classIl = made.classIl;
    run.summary.measuredPeakBytes = made.peak;
    run.spec = RunSpec{};
    run.spec->seed = made.seed;
    run.spec->scenario = {{"dataset", made.dataset}, {"tasks", std::int64_t{5}}};
    run.spec->method = {made.method, {}, {}};
    run.memory = {{"measured", 1, MemoryCategory::Weights, made.peak, made.peak}};
    return run;
}

StoreOverview overviewOf(const std::vector<Made>& made) {
    std::vector<RunRecord> runs;
    for (const auto& run : made) runs.push_back(doneRecord(run));
    std::vector<const RunRecord*> pointers;
    for (const auto& run : runs) pointers.push_back(&run);
    return storeOverview(pointers);
}

constexpr std::int64_t kMebi = 1 << 20;

} // namespace

TEST_CASE("The overview ranks methods by their mean over seeds and names the best and the leanest") {
    const auto overview = overviewOf({{1, "sgd", 0, 0.2, 20 * kMebi},
                                      {2, "er", 0, 0.5, 40 * kMebi},
                                      {3, "lightcl", 0, 0.45, 10 * kMebi},
                                      {4, "er", 1, 0.7, 40 * kMebi},
                                      {5, "joint", 0, 0.9, 5 * kMebi}});
    REQUIRE(overview.size() == 1);
    const auto& setting = overview.front();
    CHECK(setting.title == "mnist, class-incremental, 5 tasks, mlp");
    std::vector<std::string> order;
    for (const auto& row : setting.rows) order.push_back(row.group.label);
    CHECK(order == std::vector<std::string>{"JOINT", "ER", "LightCL", "SGD"});
    CHECK(setting.rows[1].group.runs == std::vector<RunId>{2, 4});
    REQUIRE(setting.rows[1].memory);
    CHECK(setting.rows[1].memory->bytes.total() == 40 * kMebi);
    // JOINT sees all tasks at once and competes for neither.
    CHECK(runsOfOverview(overview, 24) == std::vector<RunId>{2, 4, 3, 1, 5});
    CHECK(setting.verdict == "ER remembers best: 60.0 ± 14.1 % class-IL over 2 seeds. LightCL needs the least memory: "
                             "10.0 MiB, 25 % of ER's.");
}

TEST_CASE("One that is best and leanest is named once, and ties of memory all") {
    CHECK(overviewOf({{1, "lightcl", 0, 0.6, 10 * kMebi}, {2, "sgd", 0, 0.2, 20 * kMebi}}).front().verdict ==
          "LightCL remembers best: 60.0 % class-IL. It needs the least memory too: 10.0 MiB.");
    CHECK(overviewOf({{1, "lightcl", 0, 0.6, 10 * kMebi}, {2, "sgd", 0, 0.2, 10 * kMebi}}).front().verdict ==
          "LightCL remembers best: 60.0 % class-IL. LightCL and SGD need the least memory: 10.0 MiB.");
}

TEST_CASE("Only what was trained on the same tasks is compared; what can be compared comes first, the last trained "
          "before others") {
    const auto overview = overviewOf(
        {{1, "er", 0, 0.5, kMebi, "mnist"}, {2, "er", 0, 0.8, kMebi, "cifar-10"}, {3, "sgd", 0, 0.2, kMebi}});
    REQUIRE(overview.size() == 2);
    CHECK(overview[0].title == "mnist, class-incremental, 5 tasks, mlp");
    CHECK(overview[0].rows.size() == 2);
    CHECK(overview[1].rows.size() == 1);
    // One alone compares with nothing, however new it is.
    const auto later =
        overviewOf({{1, "er", 0, 0.5, kMebi}, {2, "sgd", 0, 0.2, kMebi}, {3, "er", 0, 0.8, kMebi, "cifar-10"}});
    CHECK(later[0].rows.size() == 2);
}

TEST_CASE("Whole groups stand for the overview, best first, and no more runs than wanted") {
    const auto overview = overviewOf(
        {{1, "sgd", 0, 0.2, kMebi}, {2, "er", 0, 0.5, kMebi}, {3, "er", 1, 0.5, kMebi}, {4, "lightcl", 0, 0.4, kMebi}});
    CHECK(runsOfOverview(overview, 24) == std::vector<RunId>{2, 3, 4, 1});
    CHECK(runsOfOverview(overview, 3) == std::vector<RunId>{2, 3, 4});
    CHECK(runsOfOverview(overview, 1) == std::vector<RunId>{2});
    CHECK(runsOfOverview({}, 3).empty());
    CHECK(bestAndLeanest({}, "class_il").empty());
}
