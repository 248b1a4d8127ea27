#include "queue/queue_panel.h"

#include "gui/run_list/model_text.h"
#include "gui/run_rows.h"
#include "support/catch.h"

#include <QAbstractItemModelTester>
#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSummary trainingRun() {
    RunSummary run = inState(doneRun(1, "lightcl"), RunState::Running);
    run.progress = RunProgress{{3, 1}, 40, 75, 0.45, 0.3142, 83};
    return run;
}

} // namespace

TEST_CASE("the queue prints where each run stands", "[gui][queue]") {
    QueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const RunSummary queued = inState(doneRun(2), RunState::Queued);
    const RunSummary waiting = inState(doneRun(3, "sgd"), RunState::Queued);
    model.setAllRuns({trainingRun(), queued, waiting, doneRun(4)});
    model.setScheduled({3}, {1});
    CHECK(printed(model, QueueModel::ColumnCount) ==
          "Run | Progress | At | Loss | Remaining\n"
          "LightCL, seed 0 · quick start | 45 % | task 3, epoch 1 | 0.3142 | 1 min 23 s\n"
          "ER, seed 0 · quick start | queued |  |  | \n"
          "SGD, seed 0 · quick start | waiting |  |  | ");
}

TEST_CASE("a run to be resumed stands in the queue while it waits", "[gui][queue]") {
    QueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setAllRuns(
        {trainingRun(), inState(doneRun(2), RunState::Interrupted), inState(doneRun(3), RunState::Failed)});
    CHECK(model.rowCount() == 1);
    model.setScheduled({3}, {1});
    REQUIRE(model.rowCount() == 2);
    CHECK(model.index(1, QueueModel::Progress).data().toString() == "waiting");
    model.setScheduled({}, {1});
    CHECK(model.rowCount() == 1);
}

TEST_CASE("a worker's event moves the bar before the store does", "[gui][queue]") {
    QueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setAllRuns({trainingRun()});
    model.setScheduled({}, {1});
    RunEvent event;
    event.event = "progress";
    event.run = 1;
    event.task = 3;
    event.epoch = 2;
    event.fraction = 0.52;
    event.loss = 0.25;
    event.remainingSeconds = 70;
    model.apply(event);
    const QModelIndex cell = model.index(0, QueueModel::Progress);
    CHECK(cell.data().toString() == "52 %");
    CHECK(cell.data(RunListModel::ProgressRole).toDouble() == Approx(0.52));

    // The store, read a moment later, must not move it back.
    model.setAllRuns({trainingRun()});
    CHECK(cell.data().toString() == "52 %");
    event.run = 99;
    model.apply(event);
    CHECK(model.rowCount() == 1);
}

TEST_CASE("what a starting run does is named, and a stop shows at once", "[gui][queue]") {
    QueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    RunSummary starting = inState(doneRun(1, "lightcl"), RunState::Running);
    starting.progress = {};
    model.setAllRuns({starting, inState(doneRun(2), RunState::Queued)});
    model.setScheduled({}, {1, 2});
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    CHECK(text(0, QueueModel::Position) == "starting");
    RunEvent event;
    event.event = "stage";
    event.run = 1;
    event.message = "measuring the untrained network";
    model.apply(event);
    CHECK(text(0, QueueModel::Position) == "measuring the untrained network");
    event.run = 2;
    event.message = "reading fashion-mnist";
    model.apply(event);
    CHECK(text(1, QueueModel::Position) == "reading fashion-mnist");
    model.setScheduled({}, {1, 2}, {1, 2});
    CHECK(text(0, QueueModel::Progress) == "stopping");
    CHECK(text(1, QueueModel::Progress) == "stopping");
    // Once it trains, its place is told.
    starting.progress.position = {2, 1};
    model.setAllRuns({starting});
    CHECK(text(0, QueueModel::Position) == "task 2, epoch 1");
}

TEST_CASE("a run that another program trains is told as such, with its progress from the store", "[gui][queue]") {
    QueueModel model;
    RunSummary elsewhere = trainingRun();
    elsewhere.workerPid = 1234;
    RunSummary ours = trainingRun();
    ours.id = 2;
    model.setAllRuns({elsewhere, ours});
    model.setScheduled({}, {2});
    CHECK(model.trainsElsewhere(elsewhere));
    CHECK_FALSE(model.trainsElsewhere(ours));
    const QModelIndex cell = model.index(0, QueueModel::Progress);
    CHECK(cell.data().toString() == "45 % elsewhere");
    CHECK(cell.data(Qt::ToolTipRole).toString() ==
          "Run 1, step 40 of 75 in this epoch; another program has started it, process 1234 trains it");
    CHECK(model.index(1, QueueModel::Progress).data().toString() == "45 %");
    const QueuePanel panel(model);
    const auto labels = panel.findChildren<QLabel*>();
    CHECK(std::ranges::any_of(
        labels, [](const QLabel* label) { return label->text() == "2 training (1 elsewhere), 0 queued"; }));
}
