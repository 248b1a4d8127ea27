#include "panels/confusion_view.h"

#include "base/units.h"
#include "figures/moment.h"
#include "figures/run_table.h"
#include "panels/empty_text.h"
#include "plots/confusion_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QComboBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace lightcl {

ConfusionView::ConfusionView(QWidget* parent)
    : QWidget(parent), plot_(new ConfusionPlot), frame_(new PlotFrame(plot_, this)), pin_(new QToolButton(this)),
      unitBox_(new QComboBox(this)) {
    buildControls();
    frame_->setCsvSource([this] { return run_ ? tableOfRun(run_->summary, plot_->matrix().toTable()) : Table{}; });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(unitBox_, &QComboBox::currentIndexChanged, this, &ConfusionView::refresh);
    connect(plot_, &ConfusionPlot::placeChanged, this, &ConfusionView::showReadout);
    refresh();
}

void ConfusionView::buildControls() {
    pin_->setText(tr("Pin"));
    pin_->setCheckable(true);
    pin_->setFocusPolicy(Qt::StrongFocus);
    pin_->setAccessibleName(tr("Pin the confusion matrix"));
    pin_->setToolTip(tr("Keep this moment while the others follow the moment bar"));
    unitBox_->addItem(tr("% of class"), static_cast<int>(ConfusionPlot::Unit::Shares));
    unitBox_->addItem(tr("images"), static_cast<int>(ConfusionPlot::Unit::Counts));
    unitBox_->setAccessibleName(tr("Unit"));
    unitBox_->setToolTip(tr("What a cell says: the share of the true class's test images, or their number"));
    frame_->addControl(pin_);
    frame_->addControl(unitBox_);
}

void ConfusionView::showRun(const RunDataPtr& run) {
    const bool another = !run || !run_ || run->summary.id != run_->summary.id;
    run_ = run;
    moments_.clear();
    if (run_)
        for (const auto& [position, rows] : run_->confusions) moments_.push_back(position);
    const bool stays = at_ && (!another || pin_->isChecked());
    const auto place = moments_.empty() ? std::nullopt : momentAt(moments_, stays ? *at_ : moments_.back());
    at_ = place ? std::optional(moments_[*place]) : std::nullopt;
    refresh();
}

void ConfusionView::setMoment(RunPosition moment) {
    const auto place = momentAt(moments_, moment);
    if (pin_->isChecked() || !place || at_ == moments_[*place]) return;
    at_ = moments_[*place];
    refresh();
}

void ConfusionView::refresh() {
    if (!run_) {
        frame_->setTitle(tr("Confusion matrix"));
        return frame_->setEmptyText(tr("Select a run to see which classes it takes for which."));
    }
    if (!at_) {
        frame_->setTitle(runTitle(*run_));
        return frame_->setEmptyText(
            emptyTextOf(*run_, tr("The confusion matrix"), tr("after the first epoch that is tested")));
    }
    const auto words = QString::fromStdString(momentWords(*at_, epochCount(*run_)));
    frame_->setTitle(tr("%1: %2").arg(words, runTitle(*run_)));
    frame_->setFileStem(runFileStem(*run_) + QString("-confusion-%1-%2").arg(at_->task).arg(at_->epoch));
    frame_->setEmptyText({});
    plot_->show(ConfusionMatrix(*run_, *at_), static_cast<ConfusionPlot::Unit>(unitBox_->currentData().toInt()));
    showReadout();
}

void ConfusionView::showReadout() {
    const auto place = plot_->currentPlace();
    const auto& matrix = plot_->matrix();
    if (!place || matrix.empty()) {
        plot_->setToolTip({});
        if (matrix.empty()) return frame_->setReadout({});
        return frame_->setReadout(tr("%1 of %2 test images right").arg(matrix.correct()).arg(matrix.total()));
    }
    const auto share = matrix.share(place->row, place->column);
    const auto percent = share ? QString::fromStdString(formatPercent(*share)) + " %" : tr("none tested");
    frame_->setReadout(tr("%1 taken for %2: %3 of %4 images (%5); taken for it in all: %6")
                           .arg(QString::fromStdString(matrix.nameAt(place->row)),
                                QString::fromStdString(matrix.nameAt(place->column)),
                                QString::number(matrix.count(place->row, place->column)),
                                QString::number(matrix.rowTotal(place->row)), percent,
                                QString::number(matrix.columnTotal(place->column))));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
