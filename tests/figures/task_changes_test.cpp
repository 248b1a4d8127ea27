#include "figures/task_changes.h"

#include "support/catch.h"

using namespace lightcl;

namespace {

/// R of three tasks, from the untrained network on; NaN: not measured.
RunRecord matrixRun(const std::vector<std::vector<double>>& rows) {
    RunRecord run;
    run.tasks = 3;
    run.epochs = 1;
    for (std::size_t trained = 0; trained < rows.size(); ++trained)
        for (std::size_t task = 0; task < rows[trained].size(); ++task) {
            AccuracyRow row;
            row.trainedTask = static_cast<int>(trained);
            row.evalTask = static_cast<int>(task) + 1;
            row.epoch = 1;
            row.classIl = rows[trained][task];
            row.taskIl = rows[trained][task] / 2;
            run.accuracies.push_back(row);
        }
    return run;
}

const std::vector<std::vector<double>> kThreeTasks{
    {0.1, 0.1, 0.2}, {0.9, 0.3, 0.1}, {0.95, 0.8, 0.25}, {0.5, 0.85, 0.7}};

std::vector<std::optional<double>> changesOf(TaskChange change, const std::vector<std::vector<double>>& rows) {
    return taskChanges(AccuracyMatrix(matrixRun(rows), AccuracyKind::ClassIl), change);
}

void checkChanges(const std::vector<std::optional<double>>& found, const std::vector<std::optional<double>>& wanted) {
    REQUIRE(found.size() == wanted.size());
    for (std::size_t task = 0; task < found.size(); ++task) {
        CHECK(found[task].has_value() == wanted[task].has_value());
        if (found[task] && wanted[task]) CHECK(*found[task] == Approx(*wanted[task]));
    }
}

} // namespace

TEST_CASE("what becomes of each task is as computed by hand", "[figures]") {
    checkChanges(changesOf(TaskChange::Forgetting, kThreeTasks), {0.95 - 0.5, 0.8 - 0.85, std::nullopt});
    checkChanges(changesOf(TaskChange::BackwardTransfer, kThreeTasks), {0.5 - 0.9, 0.85 - 0.8, std::nullopt});
    checkChanges(changesOf(TaskChange::ForwardTransfer, kThreeTasks), {std::nullopt, 0.3 - 0.1, 0.25 - 0.2});
    checkChanges(changesOf(TaskChange::LearningAccuracy, kThreeTasks), {0.9, 0.8, 0.7});
    checkChanges(changesOf(TaskChange::FinalAccuracy, kThreeTasks), {0.5, 0.85, 0.7});
}

TEST_CASE("while a run trains, its last task is the one it is at", "[figures]") {
    const std::vector<std::vector<double>> two(kThreeTasks.begin(), kThreeTasks.begin() + 3);
    checkChanges(changesOf(TaskChange::Forgetting, two), {0.9 - 0.95, std::nullopt, std::nullopt});
    checkChanges(changesOf(TaskChange::FinalAccuracy, two), {0.95, 0.8, std::nullopt});
    checkChanges(changesOf(TaskChange::Forgetting, {}), {std::nullopt, std::nullopt, std::nullopt});
}

TEST_CASE("bars of runs have a series for each group and kind, in percent", "[figures]") {
    const auto run = matrixRun(kThreeTasks);
    const std::vector<DrawnRun> runs{{&run, {}, {}}};
    const auto bars = taskChangeBars(runs, TaskChange::LearningAccuracy, {AccuracyKind::ClassIl, AccuracyKind::TaskIl});
    REQUIRE(bars.series.size() == 2);
    CHECK(bars.series[0].bar(1)->mean == Approx(90));
    CHECK(bars.series[1].bar(1)->mean == Approx(45));
    CHECK_FALSE(bars.series[0].hatched);
    CHECK(bars.series[1].hatched);
    CHECK(bars.title == "Learning accuracy of each task");
    CHECK(bars.axis == "learning accuracy, %");
}
