#include "figures/accuracy_course.h"
#include "store/run_reader.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct AccuracyStore {
    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "a.sqlite");
    RunReader reader{database};

    RunId add(const std::vector<AccuracyRow>& rows) {
        const RunId run = startExample(database);
        RunWriter writer(database, run);
        for (const AccuracyRow& row : rows) writer.add(row);
        writer.flush();
        return run;
    }
    [[nodiscard]] std::int64_t count(const std::string& from) const {
        return integerOf(database, "SELECT count(*) FROM " + from);
    }
};

constexpr auto unseen = std::nullopt;

/// Three tasks. Task 1 and 2 have an earlier epoch whose figures must not count.
std::vector<AccuracyRow> threeTasks() {
    return {{0, 0, 1, unseen, 0.50}, {0, 0, 2, unseen, 0.40}, {0, 0, 3, unseen, 0.60}, {1, 1, 1, 0.99, 0.99},
            {1, 1, 2, unseen, 0.01}, {1, 2, 1, 0.90, 0.95},   {1, 2, 2, unseen, 0.55}, {1, 2, 3, unseen, 0.50},
            {2, 1, 1, 1.00, 1.00},   {2, 1, 2, 1.00, 1.00},   {2, 2, 1, 0.60, 0.97},   {2, 2, 2, 0.80, 0.85},
            {2, 2, 3, unseen, 0.70}, {3, 1, 1, 0.30, 0.80},   {3, 1, 2, 0.50, 0.90},   {3, 1, 3, 0.70, 0.75}};
}

} // namespace

TEST_CASE("a run's figures are those computed by hand", "[store][metrics]") {
    AccuracyStore store;
    const RunId id = store.add(threeTasks());
    const RunSummary run = store.reader.run(id);
    CHECK(*run.classIl == Approx((0.30 + 0.50 + 0.70) / 3));
    // The store's queries and what the figures and the worker compute from rows agree.
    RunRecord record;
    record.accuracies = store.reader.accuracies(id);
    CHECK(averageCourse(record, AccuracyKind::ClassIl).back().accuracy == Approx(*run.classIl));
    CHECK(averageCourse(record, AccuracyKind::TaskIl).back().accuracy == Approx(*run.taskIl));
    CHECK(*run.taskIl == Approx((0.80 + 0.90 + 0.75) / 3));
    // max over i < 3 of R[i][1] is 0.90 after task 1 (class-IL) and 0.97 after task 2 (task-IL).
    CHECK(*run.forgetting == Approx(((0.90 - 0.30) + (0.80 - 0.50)) / 2));
    CHECK(*run.forgettingTaskIl == Approx(((0.97 - 0.80) + (0.85 - 0.90)) / 2));
    CHECK(*run.bwt == Approx(((0.30 - 0.90) + (0.50 - 0.80)) / 2));
    CHECK(*run.bwtTaskIl == Approx(((0.80 - 0.95) + (0.90 - 0.85)) / 2));
    CHECK(*run.learningAccuracy == Approx((0.90 + 0.80 + 0.70) / 3));
    CHECK(*run.learningAccuracyTaskIl == Approx((0.95 + 0.85 + 0.75) / 3));
    CHECK(*run.fwt == Approx(((0.55 - 0.40) + (0.70 - 0.60)) / 2));
}

TEST_CASE("after the first task there is nothing to forget", "[store][metrics]") {
    AccuracyStore store;
    const RunSummary run = store.reader.run(store.add({{0, 0, 1, unseen, 0.5}, {1, 1, 1, 0.9, 0.95}}));
    CHECK(run.classIl == 0.9);
    CHECK(run.taskIl == 0.95);
    CHECK(run.learningAccuracy == 0.9);
    CHECK(!run.forgetting);
    CHECK(!run.bwt);
    CHECK(!run.fwt);
}

TEST_CASE("joint training has accuracies but neither forgetting nor transfer", "[store][metrics]") {
    AccuracyStore store;
    const RunSummary run = store.reader.run(store.add({{0, 0, 1, unseen, 0.5},
                                                       {0, 0, 2, unseen, 0.5},
                                                       {0, 0, 3, unseen, 0.5},
                                                       {3, 1, 1, 0.7, 0.9},
                                                       {3, 1, 2, 0.8, 0.9},
                                                       {3, 1, 3, 0.9, 0.9}}));
    CHECK(*run.classIl == Approx(0.8));
    CHECK(*run.taskIl == Approx(0.9));
    for (const auto& figure : {run.forgetting, run.forgettingTaskIl, run.bwt, run.bwtTaskIl, run.fwt,
                               run.learningAccuracy, run.learningAccuracyTaskIl})
        CHECK(!figure);
}

TEST_CASE("the untrained network alone gives no figures", "[store][metrics]") {
    AccuracyStore store;
    const RunSummary run = store.reader.run(store.add({{0, 0, 1, unseen, 0.5}, {0, 0, 2, unseen, 0.5}}));
    CHECK(!run.classIl);
    CHECK(!run.taskIl);
    CHECK(!run.fwt);
}

TEST_CASE("runs do not mix", "[store][metrics]") {
    AccuracyStore store;
    store.add(threeTasks());
    store.add({{1, 1, 1, 0.5, 0.5}});
    const auto runs = store.reader.runs();
    REQUIRE(runs.size() == 2);
    CHECK(*runs[0].classIl == Approx(0.5));
    CHECK(runs[0].forgetting.has_value());
    CHECK(*runs[1].classIl == Approx(0.5));
    CHECK(!runs[1].forgetting);
}

TEST_CASE("the accuracy matrix holds each task's last epoch and the tasks seen", "[store][metrics]") {
    AccuracyStore store;
    store.add(threeTasks());
    CHECK(store.count("accuracy_matrix") == 6);
    CHECK(store.count(
              "accuracy_matrix WHERE trained_task = 2 AND eval_task = 1 AND class_il = 0.60 AND task_il = 0.97") == 1);
    CHECK(store.count("forgetting_curve") == 9);
    CHECK(store.count("forgetting_curve WHERE trained_task = 1 AND epoch = 1 AND class_il = 0.99") == 1);
}

TEST_CASE("zero-shot accuracies are those of tasks not yet seen", "[store][metrics]") {
    AccuracyStore store;
    store.add(threeTasks());
    CHECK(store.count("zero_shot") == 6);
    CHECK(store.count("zero_shot WHERE trained_task = 0") == 3);
    CHECK(store.count("zero_shot WHERE trained_task = 1 AND eval_task = 2 AND task_il = 0.55") == 1);
}
