#include "panels/loss_view.h"

#include "plots/accuracy_course.h"
#include "plots/curve_plot.h"
#include "plots/loss_course.h"
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
    frame_->setCsvSource([this] { return toTable(); });
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
    std::vector<Curve> curves;
    shown_.clear();
    int tasks = 1;
    bool sameEpochs = true;
    const auto labels = runLabels(runs_);
    for (std::size_t index = 0; index < runs_.size(); ++index) {
        auto curve = lossCurve(*runs_[index]);
        if (curve.x.empty()) continue;
        curve.width = index == 0 && runs_.size() > 1 ? 2 : 1;
        curve.name = labels[static_cast<qsizetype>(index)];
        tasks = std::max(tasks, taskCount(*runs_[index]));
        sameEpochs = sameEpochs && epochCount(*runs_[index]) == epochCount(*runs_.front());
        curves.push_back(std::move(curve));
        shown_.push_back(runs_[index]);
    }
    plot_->setScale({tr("training loss"), {}, logBox_->isChecked()});
    plot_->setCourse(tasks, !runs_.empty() && sameEpochs ? epochCount(*runs_.front()) : 0);
    if (runs_.empty())
        frame_->setEmptyText(tr("Select runs to see their training loss."));
    else
        frame_->setEmptyText(curves.empty() ? tr("The training loss will appear here as soon as training begins.")
                                            : QString());
    frame_->setTitle(runs_.size() == 1 ? runTitle(*runs_.front()) : tr("Training loss"));
    frame_->setFileStem((runs_.size() == 1 ? runFileStem(*runs_.front()) : QString("runs")) + "-loss");
    plot_->setCurves(std::move(curves));
    showReadout();
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

CsvTable LossView::toTable() const {
    CsvTable table{{"run_id", "method", "seed", "task", "epoch", "step", "loss"}, {}};
    for (const auto& run : shown_)
        for (const auto& row : run->losses)
            table.rows.push_back({QString::number(run->summary.id), QString::fromStdString(run->summary.method),
                                  QString::number(run->summary.seed), QString::number(row.task),
                                  QString::number(row.epoch), QString::number(row.step), csvNumber(row.loss)});
    return table;
}

} // namespace lightcl
