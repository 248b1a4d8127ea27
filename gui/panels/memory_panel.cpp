#include "panels/memory_panel.h"

#include "panels/memory_view.h"
#include "panels/process_view.h"
#include "panels/step_view.h"
#include "panels/task_memory_view.h"
#include "plots/memory_plot.h"
#include "plots/task_bars_plot.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace lightcl {

MemoryPanel::MemoryPanel(QWidget* parent)
    : Panel(parent), tabs_(new QTabWidget(this)), peak_(new MemoryView(this)), tasks_(new TaskMemoryView(this)),
      step_(new StepView(this)), process_(new ProcessView(this)) {
    tabs_->setDocumentMode(true);
    tabs_->addTab(peak_, tr("Peak"));
    tabs_->addTab(tasks_, tr("Tasks"));
    tabs_->addTab(step_, tr("Step"));
    tabs_->addTab(process_, tr("Process"));
    tabs_->setTabToolTip(0, tr("The most memory that training holds, predicted and measured"));
    tabs_->setTabToolTip(1, tr("The measured peak of every task, over seeds"));
    tabs_->setTabToolTip(2, tr("The memory over one training step: where the peak comes from"));
    tabs_->setTabToolTip(3, tr("The resident memory of the training process: its own, and what stands for files"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs_);
    connect(process_, &ProcessView::momentChosen, this, &Panel::momentChosen);
}

void MemoryPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    peak_->showRuns(runs);
    tasks_->showRuns(runs);
    step_->showRuns(runs);
    process_->showRuns(runs);
}

/// The step goes with the task; at the run's end it is that of the largest peak.
void MemoryPanel::showMoment(std::optional<Moment> moment) {
    const auto taskOf = [](const std::optional<Moment>& at) { return at && !at->isLast ? at->at.task : 0; };
    if (taskOf(moment) != taskOf(moment_)) step_->setTask(taskOf(moment));
    moment_ = moment;
    process_->setMoment(moment ? std::optional(moment->at) : std::nullopt);
    peak_->plot()->setMarkedTask(moment ? moment->at.task : 0);
    tasks_->plot()->setMarkedTask(moment ? moment->at.task : 0);
}

} // namespace lightcl
