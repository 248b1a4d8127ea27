#include "panels/curves_panel.h"

#include "figures/moment.h"
#include "panels/accuracy_view.h"
#include "panels/confusion_view.h"
#include "panels/loss_view.h"
#include "panels/matrix_view.h"
#include "panels/task_changes_view.h"
#include "plots/matrix_plot.h"
#include "plots/task_bars_plot.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace lightcl {

CurvesPanel::CurvesPanel(QWidget* parent)
    : Panel(parent), tabs_(new QTabWidget(this)), accuracy_(new AccuracyView(this)),
      changes_(new TaskChangesView(this)), matrix_(new MatrixView(this)), confusion_(new ConfusionView(this)),
      loss_(new LossView(this)) {
    tabs_->setDocumentMode(true);
    tabs_->addTab(accuracy_, tr("Accuracy"));
    tabs_->addTab(changes_, tr("Tasks"));
    tabs_->addTab(matrix_, tr("Matrix"));
    tabs_->addTab(loss_, tr("Loss"));
    tabs_->addTab(confusion_, tr("Confusion"));
    tabs_->setTabToolTip(0, tr("Accuracy of each task over the course of training"));
    tabs_->setTabToolTip(1, tr("Forgetting, transfers and accuracy of each task, over seeds"));
    tabs_->setTabToolTip(2, tr("Accuracy on every task after every task"));
    tabs_->setTabToolTip(3, tr("Training loss"));
    tabs_->setTabToolTip(4, tr("Which classes were taken for which, at any moment of the run"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs_);
    connect(accuracy_, &AccuracyView::kindChosen, this, &CurvesPanel::setKind);
    connect(matrix_, &MatrixView::kindChosen, this, &CurvesPanel::setKind);
    connect(accuracy_, &AccuracyView::momentChosen, this, &Panel::momentChosen);
    const auto chooseTask = [this](int task) {
        if (const auto end = run_ ? endOfTask(momentsOf(*run_), task) : std::nullopt) emit momentChosen(*end);
    };
    connect(matrix_->plot(), &MatrixPlot::taskChosen, this, chooseTask);
    connect(changes_->plot(), &TaskBarsPlot::taskChosen, this, chooseTask);
}

void CurvesPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    run_ = runs.empty() ? nullptr : runs.front();
    accuracy_->showRuns(runs);
    changes_->showRuns(runs);
    matrix_->showRun(run_);
    confusion_->showRun(run_);
    loss_->showRuns(runs);
}

void CurvesPanel::setKind(AccuracyKind kind) {
    accuracy_->setKind(kind);
    matrix_->setKind(kind);
}

void CurvesPanel::showMoment(std::optional<Moment> moment) {
    const auto at = moment ? std::optional(moment->at) : std::nullopt;
    accuracy_->setMoment(at);
    loss_->setMoment(at);
    matrix_->plot()->setMarkedTask(at ? std::optional(at->task) : std::nullopt);
    changes_->plot()->setMarkedTask(at ? at->task : 0);
    if (at) confusion_->setMoment(*at);
}

} // namespace lightcl
