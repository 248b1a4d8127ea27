#include "panels/matrix_view.h"

#include "base/units.h"
#include "figures/pgfplots.h"
#include "figures/run_table.h"
#include "figures/task_classes.h"
#include "panels/accuracy_kind_box.h"
#include "panels/empty_text.h"
#include "plots/matrix_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace lightcl {

MatrixView::MatrixView(QWidget* parent)
    : QWidget(parent), plot_(new MatrixPlot), frame_(new PlotFrame(plot_, this)), kindBox_(makeAccuracyKindBox(this)) {
    frame_->addControl(kindBox_);
    frame_->setLatexSource([this](const PgfStyle& style) {
        return pgfMatrix(plot_->matrix(), plot_->accessibleName().toStdString(), style);
    });
    frame_->setCsvSource([this] { return run_ ? tableOfRun(run_->summary, plot_->matrix().toTable()) : Table{}; });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(kindBox_, &QComboBox::currentIndexChanged, this,
            [this] { emit kindChosen(static_cast<AccuracyKind>(kindBox_->currentData().toInt())); });
    connect(plot_, &MatrixPlot::placeChanged, this, &MatrixView::showReadout);
    refresh();
}

void MatrixView::showRun(const RunDataPtr& run) {
    run_ = run;
    refresh();
}

void MatrixView::setKind(AccuracyKind kind) {
    kind_ = kind;
    setAccuracyKind(*kindBox_, kind);
    refresh();
}

void MatrixView::refresh() {
    if (!run_) {
        frame_->setTitle(tr("Accuracy matrix"));
        return frame_->setEmptyText(tr("Select a run to see its accuracy on every task after every task."));
    }
    AccuracyMatrix matrix(*run_, kind_);
    frame_->setTitle(runTitle(*run_));
    frame_->setFileStem(runFileStem(*run_) + (kind_ == AccuracyKind::ClassIl ? "-matrix-class-il" : "-matrix-task-il"));
    frame_->setEmptyText(matrix.empty()
                             ? emptyTextOf(*run_, tr("The accuracy matrix"), tr("after the first epoch, line by line"))
                             : QString());
    plot_->show(std::move(matrix), summaryFigures(run_->summary, kind_));
    showReadout();
}

void MatrixView::showReadout() {
    const auto place = plot_->currentPlace();
    if (!place) return frame_->setReadout({});
    const auto accuracy = plot_->matrix().at(place->trainedTask, place->evalTask);
    const auto when = place->trainedTask == 0 ? tr("untrained network") : tr("after task %1").arg(place->trainedTask);
    const auto value = accuracy ? QString::fromStdString(formatPercent(*accuracy)) + " %" : tr("not measured");
    const auto classes = QString::fromStdString(taskClassNames(*run_, place->evalTask));
    const auto task = classes.isEmpty() ? tr("task %1").arg(place->evalTask)
                                        : tr("task %1 (%2)").arg(QString::number(place->evalTask), classes);
    frame_->setReadout(tr("%1, %2: %3").arg(task, when, value));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
