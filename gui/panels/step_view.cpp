#include "panels/step_view.h"

#include "panels/one_step_view.h"
#include "panels/run_box.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "widgets/box_entries.h"

#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

StepView::StepView(QWidget* parent)
    : QWidget(parent), step_(new OneStepView), other_(new OneStepView), runBox_(new RunBox(this)),
      taskBox_(new QComboBox(this)), otherBox_(new QComboBox(this)) {
    buildControls();
    auto* both = new QWidget;
    auto* rows = new QVBoxLayout(both);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(step_, 1);
    rows->addWidget(other_, 1);
    other_->hide();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(both);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // its plots have the keys
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);
    refresh();
}

StepPlot* StepView::plot() const {
    return step_->plot();
}

PlotFrame* StepView::frame() const {
    return step_->frame();
}

void StepView::buildControls() {
    taskBox_->setToolTip(tr("The task whose second training step is shown"));
    taskBox_->setAccessibleName(tr("Task"));
    otherBox_->setToolTip(tr("Another of the selected runs, whose step is shown below on the same scale"));
    otherBox_->setAccessibleName(tr("Run below"));
    for (auto* box : {taskBox_, otherBox_}) box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    frame()->addControl(runBox_);
    frame()->addControl(taskBox_);
    frame()->addControl(otherBox_);
    connect(runBox_, &QComboBox::currentIndexChanged, this, [this] {
        fillTasks();
        fillOthers();
        refresh();
    });
    for (auto* box : {taskBox_, otherBox_})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            plot()->resetView();
            refresh();
        });
}

void StepView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    runBox_->offer(runs);
    fillTasks();
    fillOthers();
    refresh();
}

void StepView::setTask(int task) {
    taskBox_->setCurrentIndex(std::max(0, taskBox_->findData(QString::number(task))));
}

void StepView::fillTasks() {
    QStringList titles{tr("largest peak")};
    QStringList tasks{"0"};
    if (const auto run = runBox_->run())
        for (const int task : recordedTasks(run->stepMoments)) {
            titles << tr("task %1").arg(task);
            tasks << QString::number(task);
        }
    const auto chosen = taskBox_->currentData();
    const QSignalBlocker quiet(taskBox_);
    setEntries(*taskBox_, titles, tasks);
    taskBox_->setCurrentIndex(std::max(0, taskBox_->findData(chosen)));
}

/// The other runs; the one that was chosen stays so while it is among them.
void StepView::fillOthers() {
    const auto run = runBox_->run();
    QStringList titles{tr("no other below")};
    QStringList ids{QString()};
    for (const auto& each : runs_) {
        if (!run || each->summary.id == run->summary.id) continue;
        titles << tr("below: %1").arg(runTitle(*each));
        ids << QString::number(each->summary.id);
    }
    const auto chosen = otherBox_->currentData();
    const QSignalBlocker quiet(otherBox_);
    setEntries(*otherBox_, titles, ids);
    otherBox_->setCurrentIndex(std::max(0, otherBox_->findData(chosen)));
    otherBox_->setVisible(runs_.size() > 1);
}

RunDataPtr StepView::otherRun() const {
    const auto id = otherBox_->currentData().toString();
    const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const RunDataPtr& run) {
        return !id.isEmpty() && QString::number(run->summary.id) == id;
    });
    return found == runs_.end() ? nullptr : *found;
}

void StepView::refresh() {
    const auto run = runBox_->run();
    const auto below = otherRun();
    const int task = taskBox_->currentData().toInt();
    StepReach reach;
    for (const auto& each : {run, below})
        if (each && below) reach.extendTo(stepTimeline(each->stepMoments, task));
    step_->showStep(run, task, reach);
    other_->showStep(below, task, reach);
    other_->setVisible(below != nullptr);
    taskBox_->setEnabled(frame()->hasPlot());
}

} // namespace lightcl
