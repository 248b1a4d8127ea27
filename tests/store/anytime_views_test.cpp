#include "runs/run_figure.h"
#include "store/run_reader.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct AnytimeStore {
    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "a.sqlite");
    RunReader reader{database};

    RunSummary add(const std::vector<AnytimeRow>& rows) {
        const RunId run = startExample(database);
        RunWriter writer(database, run);
        for (const AnytimeRow& row : rows) writer.add(row);
        writer.flush();
        return reader.run(run);
    }
};

constexpr auto noClassIl = std::nullopt;

/// Three tasks of 10, 25 and 20 steps, looked at every 10 steps and at their ends.
std::vector<AnytimeRow> momentsOfThreeTasks() {
    return {{1, 1, 10, 1, 0.9, 0.95}, //
            {2, 1, 10, 1, 0.2, 0.5},  {2, 1, 10, 2, 0.4, 0.6}, {2, 1, 20, 1, 0.5, 0.6},
            {2, 1, 20, 2, 0.6, 0.7},  {2, 2, 25, 1, 0.7, 0.8}, {2, 2, 25, 2, 0.8, 0.9}, //
            {3, 1, 10, 1, 0.3, 0.4},  {3, 1, 10, 2, 0.1, 0.2}, {3, 1, 10, 3, 0.5, 0.6},
            {3, 2, 20, 1, 0.1, 0.3},  {3, 2, 20, 2, 0.6, 0.7}, {3, 2, 20, 3, 0.9, 1.0}};
}

} // namespace

TEST_CASE("figures between epochs are those computed by hand", "[store][metrics]") {
    AnytimeStore store;
    const RunSummary run = store.add(momentsOfThreeTasks());
    // Task 1 was lowest (0.1) at the end, task 2 (0.1) after 10 steps of task 3.
    CHECK(*run.minAccuracy == Approx((0.1 + 0.1) / 2));
    CHECK(*run.worstCaseAccuracy == Approx(0.9 / 3 + (1 - 1.0 / 3) * 0.1));
    // Border 2: task 1 from 0.9 to 0.7, lowest 0.2. Border 3: task 1 from 0.7 to 0.1, which is its lowest; task 2 from
    // 0.8 to 0.6, lowest 0.1.
    CHECK(*run.stabilityGap == Approx(((0.7 - 0.2) + ((0.1 - 0.1) + (0.6 - 0.1)) / 2) / 2));
    const double area = 10 * 0.9 + (10 * (0.2 + 0.4) + 10 * (0.5 + 0.6) + 5 * (0.7 + 0.8)) / 2 +
                        (10 * (0.3 + 0.1 + 0.5) + 10 * (0.1 + 0.6 + 0.9)) / 3;
    CHECK(*run.areaUnderAccuracy == Approx(area / 55));
    CHECK(store.reader.anytimeAccuracies(run.id) == momentsOfThreeTasks());
    CHECK(integerOf(store.database, "SELECT count(*) FROM anytime_accuracy WHERE run_id = 1 AND task = 2 AND step = 25 "
                                    "AND eval_task = 1 AND class_il = 0.7 AND task_il = 0.8") == 1);
}

TEST_CASE("a task that rises above what it was has no stability gap", "[store][metrics]") {
    AnytimeStore store;
    const RunSummary run = store.add({{1, 1, 5, 1, 0.4, 0.5},
                                      {2, 1, 5, 1, 0.6, 0.5},
                                      {2, 1, 5, 2, 0.6, 0.5},
                                      {2, 1, 9, 1, 0.5, 0.5},
                                      {2, 1, 9, 2, 0.7, 0.5}});
    CHECK(*run.stabilityGap == 0);
    CHECK(*run.minAccuracy == Approx(0.5));
}

TEST_CASE("after one task there is a worst case and an area, but nothing to lose", "[store][metrics]") {
    AnytimeStore store;
    const RunSummary run = store.add({{1, 1, 4, 1, 0.5, 0.5}, {1, 1, 6, 1, 0.8, 0.5}});
    CHECK(*run.worstCaseAccuracy == Approx(0.8));
    CHECK(*run.areaUnderAccuracy == Approx((4 * 0.5 + 2 * 0.8) / 6));
    CHECK(!run.minAccuracy);
    CHECK(!run.stabilityGap);
}

TEST_CASE("joint training and methods without class-IL have no figures that need it", "[store][metrics]") {
    AnytimeStore store;
    const RunSummary joint = store.add({{2, 1, 5, 1, 0.5, 0.5}, {2, 1, 5, 2, 0.7, 0.5}});
    CHECK(*joint.areaUnderAccuracy == Approx(0.6));
    for (const auto& figure : {joint.minAccuracy, joint.worstCaseAccuracy, joint.stabilityGap}) CHECK(!figure);
    const RunSummary told =
        store.add({{1, 1, 5, 1, noClassIl, 0.5}, {2, 1, 5, 1, noClassIl, 0.5}, {2, 1, 5, 2, noClassIl, 0.5}});
    for (const auto& figure : {told.minAccuracy, told.worstCaseAccuracy, told.stabilityGap, told.areaUnderAccuracy})
        CHECK(!figure);
}

TEST_CASE("a run that measured nothing between epochs has NULL for it, beside one that did", "[store][metrics]") {
    AnytimeStore store;
    store.add(momentsOfThreeTasks());
    const RunSummary run = store.add({});
    for (const auto& figure : {run.minAccuracy, run.worstCaseAccuracy, run.stabilityGap, run.areaUnderAccuracy})
        CHECK(!figure);
    CHECK(store.reader.runs().front().stabilityGap.has_value());
    CHECK(integerOf(store.database, "SELECT count(*) FROM run_summary WHERE run_id = 2 AND min_accuracy IS NULL AND "
                                    "worst_case_accuracy IS NULL AND stability_gap IS NULL AND area_under_accuracy IS "
                                    "NULL") == 1);
}
