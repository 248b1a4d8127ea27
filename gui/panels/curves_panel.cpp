#include "panels/curves_panel.h"

#include "panels/accuracy_view.h"
#include "panels/loss_view.h"
#include "panels/matrix_view.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace lightcl {

CurvesPanel::CurvesPanel(QWidget* parent)
    : Panel(parent), tabs_(new QTabWidget(this)), accuracy_(new AccuracyView(this)), matrix_(new MatrixView(this)),
      loss_(new LossView(this)) {
    tabs_->setDocumentMode(true);
    tabs_->addTab(accuracy_, tr("Accuracy"));
    tabs_->addTab(matrix_, tr("Matrix"));
    tabs_->addTab(loss_, tr("Loss"));
    tabs_->setTabToolTip(0, tr("Accuracy of each task over the course of training"));
    tabs_->setTabToolTip(1, tr("Accuracy on every task after every task"));
    tabs_->setTabToolTip(2, tr("Training loss"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs_);
    connect(accuracy_, &AccuracyView::kindChosen, this, &CurvesPanel::setKind);
    connect(matrix_, &MatrixView::kindChosen, this, &CurvesPanel::setKind);
}

void CurvesPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    accuracy_->showRuns(runs);
    matrix_->showRun(runs.empty() ? nullptr : runs.front());
    loss_->showRuns(runs);
}

void CurvesPanel::setKind(AccuracyKind kind) {
    accuracy_->setKind(kind);
    matrix_->setKind(kind);
}

} // namespace lightcl
