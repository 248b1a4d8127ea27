#include "panels/one_step_view.h"

#include "base/units.h"
#include "figures/memory_bars.h"
#include "panels/empty_text.h"
#include "plots/category_colors.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

namespace {

QString inWords(std::int64_t bytes) {
    return QString::fromStdString(formatBytes(bytes));
}

/// "12.34 ms, backward layer1"
QString momentText(const StepMomentRow& row) {
    return QObject::tr("%1 ms, %2").arg(row.seconds * 1000, 0, 'f', 2).arg(QString::fromStdString(row.phase));
}

/// "150.2 MiB: activations 80.1 MiB, weights 42.6 MiB, …", what weighs less than a hundredth left out.
QString breakdown(const MemoryBreakdown& bytes) {
    std::vector<MemoryCategory> largestFirst(kMemoryCategories.begin(), kMemoryCategories.end());
    std::stable_sort(largestFirst.begin(), largestFirst.end(),
                     [&](MemoryCategory a, MemoryCategory b) { return bytes[a] > bytes[b]; });
    QStringList parts;
    for (const auto category : largestFirst)
        if (bytes[category] > bytes.total() / 100)
            parts << QString("%1 %2").arg(categoryTitle(category), inWords(bytes[category]));
    return QString("%1: %2").arg(inWords(bytes.total()), parts.join(", "));
}

QString emptyTextFor(const RunDataPtr& run) {
    if (!run) return QObject::tr("Select a run to see what its memory does over a training step.");
    if (!run->stepMoments.empty()) return {};
    const QString without = measuresMemory(*run)
                                ? QString()
                                : QObject::tr("This run measures no memory: its spec has measuring.memory = false.");
    return emptyTextOf(*run, QObject::tr("The memory over a training step"), QObject::tr("as soon as training begins"),
                       without);
}

} // namespace

OneStepView::OneStepView(QWidget* parent) : QWidget(parent), plot_(new StepPlot), frame_(new PlotFrame(plot_, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    frame_->setCsvSource([this] { return run_ ? stepTable(run_->summary, plot_->content().timeline) : Table{}; });
    connect(plot_, &StepPlot::placeChanged, this, &OneStepView::showReadout);
    showStep(nullptr, 0);
}

void OneStepView::showStep(const RunDataPtr& run, int task, StepReach reach) {
    if (run_ && run && run->summary.id != run_->summary.id) plot_->resetView();
    run_ = run;
    StepPlot::Content content;
    if (run) content = {stepTimeline(run->stepMoments, task), peakOf(run->memory, "exact", 0), reach};
    const auto empty = emptyTextFor(run);
    const int shown = content.timeline.task;
    frame_->setEmptyText(empty);
    frame_->setTitle(!run              ? tr("A training step")
                     : empty.isEmpty() ? tr("%1, a step of task %2").arg(runTitle(*run)).arg(shown)
                                       : runTitle(*run));
    if (run) frame_->setFileStem(QString("%1-step-task%2").arg(runFileStem(*run)).arg(shown));
    plot_->show(std::move(content));
    showReadout();
}

/// The peak taken apart; a peak of the task's that came outside of its step is told as well.
QString OneStepView::peakText() const {
    const auto& timeline = plot_->content().timeline;
    const auto& peak = timeline.moments[timeline.peak()];
    auto text = tr("Peak at %1, %2").arg(momentText(peak), breakdown(peak.bytes));
    const auto ofTask = peakOf(run_->memory, "measured", timeline.task);
    if (ofTask <= peak.bytes.total()) return text;
    return tr("The task's peak, %1, lies outside of this step. %2").arg(inWords(ofTask), text);
}

void OneStepView::showReadout() {
    const auto& moments = plot_->content().timeline.moments;
    if (moments.empty()) return frame_->setReadout({});
    const auto place = plot_->currentPlace();
    if (!place) {
        plot_->setToolTip({});
        return frame_->setReadout(peakText());
    }
    const auto& row = moments[place->moment];
    auto text = tr("%1, %2").arg(momentText(row), breakdown(row.bytes));
    if (place->category)
        text = tr("%1: %2 %3 of %4")
                   .arg(momentText(row), categoryTitle(*place->category), inWords(row.bytes[*place->category]),
                        inWords(row.bytes.total()));
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

} // namespace lightcl
