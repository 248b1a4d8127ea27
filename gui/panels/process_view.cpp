#include "panels/process_view.h"

#include "figures/course.h"
#include "figures/pgfplots.h"
#include "figures/process_memory.h"
#include "panels/empty_text.h"
#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QVBoxLayout>

namespace lightcl {

ProcessView::ProcessView(QWidget* parent) : QWidget(parent), plot_(new CurvePlot), frame_(new PlotFrame(plot_, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    frame_->setCsvSource([this] { return processMemoryTable(recordsOf(runs_)); });
    frame_->setLatexSource([this](const PgfStyle& style) { return pgfCurves(figure_, style); });
    connect(plot_, &CurvePlot::pointChanged, this, &ProcessView::showReadout);
    connect(plot_, &CurvePlot::pointChosen, this, [this] {
        const auto point = plot_->currentPoint();
        if (point && point->curve < figure_.curves.size())
            emit momentChosen(figure_.curves[point->curve].positions.at(point->index));
    });
    showRuns({});
}

void ProcessView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    figure_ = processMemoryCurves(drawnRuns(runs));
    if (runs.empty()) {
        frame_->setEmptyText(tr("Select runs to see the memory of their processes."));
    } else {
        const QString without = tr("This run was stored before its process was looked at, or by another program.");
        frame_->setEmptyText(figure_.empty()
                                 ? emptyTextOf(runs, tr("The process's memory"), tr("after the first epoch"), without)
                                 : QString());
    }
    frame_->setTitle(runs.size() == 1 ? runTitle(*runs.front()) : QString::fromStdString(figure_.title));
    frame_->setFileStem((runs.size() == 1 ? runFileStem(*runs.front()) : QString("runs")) + "-process");
    plot_->show(figure_);
    showReadout();
}

void ProcessView::setMoment(std::optional<RunPosition> moment) {
    const bool shown = moment && !runs_.empty();
    plot_->setMarkedX(shown ? std::optional(epochCenter(*moment, epochCount(*runs_.front()))) : std::nullopt);
}

void ProcessView::showReadout() {
    const auto point = plot_->currentPoint();
    plot_->setToolTip({});
    if (figure_.empty()) return frame_->setReadout({});
    if (!point || point->curve >= figure_.curves.size())
        return frame_->setReadout(
            runs_.size() == 1
                ? tr("Files stand for images and libraries: the system can drop them and read them again.")
                : QString());
    const auto& curve = figure_.curves[point->curve];
    const auto& [task, epoch] = curve.positions[point->index];
    frame_->setReadout(tr("%1, task %2, epoch %3: %4 MiB")
                           .arg(QString::fromStdString(curve.name))
                           .arg(task)
                           .arg(epoch)
                           .arg(curve.y[point->index], 0, 'f', 1));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
