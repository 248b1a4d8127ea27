#include "panels/step_view.h"

#include "base/units.h"
#include "figures/memory_bars.h"
#include "panels/empty_text.h"
#include "panels/run_box.h"
#include "plots/category_colors.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "plots/step_plot.h"
#include "widgets/box_entries.h"

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

} // namespace

StepView::StepView(QWidget* parent)
    : QWidget(parent), plot_(new StepPlot), frame_(new PlotFrame(plot_, this)), runBox_(new RunBox(this)),
      taskBox_(new QComboBox(this)) {
    buildControls();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    frame_->setCsvSource([this] {
        const auto run = runBox_->run();
        return run ? stepTable(run->summary, plot_->content().timeline) : Table{};
    });
    connect(plot_, &StepPlot::placeChanged, this, &StepView::showReadout);
    refresh();
}

void StepView::buildControls() {
    taskBox_->setToolTip(tr("The task whose second training step is shown"));
    taskBox_->setAccessibleName(tr("Task"));
    taskBox_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    frame_->addControl(runBox_);
    frame_->addControl(taskBox_);
    connect(runBox_, &QComboBox::currentIndexChanged, this, [this] {
        plot_->resetView();
        fillTasks();
        refresh();
    });
    connect(taskBox_, &QComboBox::currentIndexChanged, this, [this] {
        plot_->resetView();
        refresh();
    });
}

void StepView::showRuns(const std::vector<RunDataPtr>& runs) {
    if (runBox_->offer(runs)) plot_->resetView();
    fillTasks();
    refresh();
}

void StepView::setTask(int task) {
    taskBox_->setCurrentIndex(std::max(0, taskBox_->findData(QString::number(task))));
}

void StepView::fillTasks() {
    QStringList titles{tr("largest peak")};
    QStringList tasks{"0"};
    if (const auto run = runBox_->run())
        for (const int task : recordedTasks(run->stepMoments)) {
            titles << tr("task %1").arg(task);
            tasks << QString::number(task);
        }
    const auto chosen = taskBox_->currentData();
    const QSignalBlocker quiet(taskBox_);
    setEntries(*taskBox_, titles, tasks);
    taskBox_->setCurrentIndex(std::max(0, taskBox_->findData(chosen)));
}

QString StepView::emptyText() const {
    const auto run = runBox_->run();
    if (!run) return tr("Select a run to see what its memory does over a training step.");
    if (!run->stepMoments.empty()) return {};
    const QString without =
        measuresMemory(*run) ? QString() : tr("This run measures no memory: its spec has measuring.memory = false.");
    return emptyTextOf(*run, tr("The memory over a training step"), tr("as soon as training begins"), without);
}

void StepView::refresh() {
    const auto run = runBox_->run();
    const auto empty = emptyText();
    StepPlot::Content content;
    if (run)
        content = {stepTimeline(run->stepMoments, taskBox_->currentData().toInt()), peakOf(run->memory, "exact", 0)};
    const int task = content.timeline.task;
    frame_->setEmptyText(empty);
    taskBox_->setEnabled(empty.isEmpty());
    frame_->setTitle(!run              ? tr("A training step")
                     : empty.isEmpty() ? tr("%1, a step of task %2").arg(runTitle(*run)).arg(task)
                                       : runTitle(*run));
    if (run) frame_->setFileStem(QString("%1-step-task%2").arg(runFileStem(*run)).arg(task));
    plot_->show(std::move(content));
    showReadout();
}

/// The peak taken apart; a peak of the task's that came outside of its step is told as well.
QString StepView::peakText() const {
    const auto& timeline = plot_->content().timeline;
    const auto& peak = timeline.moments[timeline.peak()];
    auto text = tr("Peak at %1, %2").arg(momentText(peak), breakdown(peak.bytes));
    const auto ofTask = peakOf(runBox_->run()->memory, "measured", timeline.task);
    if (ofTask <= peak.bytes.total()) return text;
    return tr("The task's peak, %1, lies outside of this step. %2").arg(inWords(ofTask), text);
}

void StepView::showReadout() {
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
