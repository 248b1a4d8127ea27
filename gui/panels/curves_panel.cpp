#include "panels/curves_panel.h"

#include "figures/moment.h"
#include "panels/accuracy_view.h"
#include "panels/confusion_view.h"
#include "panels/loss_view.h"
#include "panels/matrix_view.h"
#include "plots/matrix_plot.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace lightcl {

CurvesPanel::CurvesPanel(QWidget* parent)
    : Panel(parent), tabs_(new QTabWidget(this)), accuracy_(new AccuracyView(this)), matrix_(new MatrixView(this)),
      confusion_(new ConfusionView(this)), loss_(new LossView(this)) {
    tabs_->setDocumentMode(true);
    tabs_->addTab(accuracy_, tr("Accuracy"));
    tabs_->addTab(matrix_, tr("Matrix"));
    tabs_->addTab(loss_, tr("Loss"));
    tabs_->addTab(confusion_, tr("Confusion"));
    tabs_->setTabToolTip(0, tr("Accuracy of each task over the course of training"));
    tabs_->setTabToolTip(1, tr("Accuracy on every task after every task"));
    tabs_->setTabToolTip(2, tr("Training loss"));
    tabs_->setTabToolTip(3, tr("Which classes were taken for which, at any moment of the run"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs_);
    connect(accuracy_, &AccuracyView::kindChosen, this, &CurvesPanel::setKind);
    connect(matrix_, &MatrixView::kindChosen, this, &CurvesPanel::setKind);
    connect(accuracy_, &AccuracyView::momentChosen, this, &CurvesPanel::setMoment);
    connect(matrix_->plot(), &MatrixPlot::taskChosen, this, [this](int task) {
        if (const auto end = run_ ? endOfTask(momentsOf(*run_), task) : std::nullopt) setMoment(*end);
    });
    connect(confusion_, &ConfusionView::momentChanged, this, [this](RunPosition moment) {
        moment_ = moment;
        markMoment();
    });
}

void CurvesPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    const RunDataPtr current = runs.empty() ? nullptr : runs.front();
    if (!current || !run_ || current->summary.id != run_->summary.id) moment_.reset();
    run_ = current;
    accuracy_->showRuns(runs);
    matrix_->showRun(current);
    confusion_->showRun(current);
    markMoment();
    loss_->showRuns(runs);
}

void CurvesPanel::setKind(AccuracyKind kind) {
    accuracy_->setKind(kind);
    matrix_->setKind(kind);
}

void CurvesPanel::setMoment(RunPosition moment) {
    confusion_->setMoment(moment);
    moment_ = moment; // the moment itself where the confusion matrix is pinned, or is not there of it
    markMoment();
}

void CurvesPanel::markMoment() {
    accuracy_->setMoment(moment_);
    matrix_->plot()->setMarkedTask(moment_ ? std::optional(moment_->task) : std::nullopt);
}

} // namespace lightcl
