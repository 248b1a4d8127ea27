#include "panels/loss_view.h"

#include "figures/course.h"
#include "figures/loss_figure.h"
#include "figures/pgfplots.h"
#include "panels/empty_text.h"
#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QCheckBox>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

LossView::LossView(QWidget* parent)
    : QWidget(parent), plot_(new CurvePlot), frame_(new PlotFrame(plot_, this)),
      logBox_(new QCheckBox(tr("Lo&g scale"), this)) {
    logBox_->setToolTip(tr("Loss on a logarithmic scale"));
    frame_->addControl(logBox_);
    frame_->setCsvSource([this] { return lossTable(recordsOf(shown_)); });
    frame_->setLatexSource(
        [this](const PgfStyle& style) { return pgfCurves(lossFigure(drawnRuns(runs_), logBox_->isChecked()), style); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(logBox_, &QCheckBox::toggled, this, [this] {
        plot_->resetView();
        refresh();
    });
    connect(plot_, &CurvePlot::pointChanged, this, &LossView::showReadout);
    refresh();
}

void LossView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    refresh();
}

void LossView::refresh() {
    shown_.clear();
    for (const auto& run : runs_)
        if (!run->losses.empty()) shown_.push_back(run);
    if (runs_.empty())
        frame_->setEmptyText(tr("Select runs to see their training loss."));
    else
        frame_->setEmptyText(
            shown_.empty() ? emptyTextOf(runs_, tr("The training loss"), tr("as soon as training begins")) : QString());
    frame_->setTitle(runs_.size() == 1 ? runTitle(*runs_.front()) : tr("Training loss"));
    frame_->setFileStem((runs_.size() == 1 ? runFileStem(*runs_.front()) : QString("runs")) + "-loss");
    plot_->show(lossFigure(drawnRuns(runs_), logBox_->isChecked()));
    showReadout();
}

void LossView::setMoment(std::optional<RunPosition> moment) {
    const bool shown = moment && !runs_.empty();
    plot_->setMarkedX(shown ? std::optional(stepPosition(*moment, epochCount(*runs_.front()), 1, 1)) : std::nullopt);
}

void LossView::showReadout() {
    const auto point = plot_->currentPoint();
    if (!point || point->curve >= shown_.size()) return frame_->setReadout({});
    const auto& row = shown_[point->curve]->losses[point->index];
    frame_->setReadout(tr("%1, task %2, epoch %3, step %4: loss %5")
                           .arg(plot_->curves()[point->curve].name)
                           .arg(row.task)
                           .arg(row.epoch)
                           .arg(row.step)
                           .arg(row.loss, 0, 'g', 4));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
