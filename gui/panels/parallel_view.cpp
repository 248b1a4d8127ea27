#include "panels/parallel_view.h"

#include "plots/parallel_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace lightcl {

ParallelView::ParallelView(QWidget* parent)
    : QWidget(parent), plot_(new ParallelPlot), frame_(new PlotFrame(plot_, this)),
      selectButton_(new QToolButton(this)), clearButton_(new QToolButton(this)) {
    buildControls();
    frame_->setTitle(tr("Settings and results"));
    frame_->setFileStem("parallel-coordinates");
    frame_->setCsvSource([this] { return plot_->axes().toTable(); });
    plot_->setAccessibleName(tr("Runs across settings and results"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(plot_, &ParallelPlot::runChanged, this, &ParallelView::showReadout);
    connect(plot_, &ParallelPlot::brushesChanged, this, &ParallelView::onBrushes);
    connect(plot_, &ParallelPlot::runPicked, this, [this](RunId run) { emit runsPicked({run}); });
    drawing_.now();
}

void ParallelView::buildControls() {
    selectButton_->setText(tr("Select these"));
    selectButton_->setToolTip(tr("Select the runs that lie within what was dragged along the axes"));
    clearButton_->setText(tr("Keep all"));
    clearButton_->setToolTip(tr("Let go of all that was dragged along the axes (Esc)"));
    for (auto* button : {selectButton_, clearButton_}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setEnabled(false);
        frame_->addControl(button);
    }
    connect(selectButton_, &QToolButton::clicked, this, [this] { emit runsPicked(kept()); });
    connect(clearButton_, &QToolButton::clicked, plot_, &ParallelPlot::clearBrushes);
}

void ParallelView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    drawing_.ask();
}

void ParallelView::drawNow() {
    plot_->show(parallelAxes(drawnRuns(runs_)));
    const auto& axes = plot_->axes();
    QString why;
    if (runs_.empty())
        why = tr("Select runs of several settings to see what each of them came to.");
    else if (axes.runs.empty())
        why = tr("None of the selected runs is finished.");
    frame_->setEmptyText(why);
    onBrushes();
}

std::vector<RunId> ParallelView::kept() const {
    const auto within = withinBrushes(plot_->axes(), plot_->brushes());
    std::vector<RunId> runs;
    for (std::size_t run = 0; run < within.size(); ++run)
        if (within[run]) runs.push_back(plot_->axes().runs[run]);
    return runs;
}

void ParallelView::onBrushes() {
    const bool any = !plot_->brushes().empty();
    clearButton_->setEnabled(any);
    selectButton_->setEnabled(any && !kept().empty());
    showReadout();
}

void ParallelView::showReadout() {
    const auto& axes = plot_->axes();
    const auto run = plot_->currentRun();
    plot_->setToolTip({});
    if (!run) return frame_->setReadout(QString::fromStdString(parallelSentence(axes, plot_->brushes())));
    const auto& axis = axes.axes[plot_->currentAxis()];
    const auto value = axis.texts[*run].empty() ? tr("none") : QString::fromStdString(axis.texts[*run]);
    frame_->setReadout(
        tr("%1: %2 %3").arg(QString::fromStdString(axes.labels[*run]), QString::fromStdString(axis.title), value));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
