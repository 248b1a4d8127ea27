#include "panels/task_changes_view.h"

#include "panels/empty_text.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "plots/task_bars_plot.h"

#include <QComboBox>

namespace lightcl {

namespace {

QString wordsOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

TaskChangesView::TaskChangesView(QWidget* parent)
    : TaskBarsView(tr(" %"), parent), changeBox_(new QComboBox(this)), kindsBox_(new QComboBox(this)) {
    for (const auto change : kTaskChanges) {
        changeBox_->addItem(wordsOf(titleOf(change)), static_cast<int>(change));
        changeBox_->setItemData(changeBox_->count() - 1, wordsOf(meaningOf(change)), Qt::ToolTipRole);
    }
    changeBox_->setAccessibleName(tr("What of each task to show"));
    kindsBox_->addItems({tr("class-IL"), tr("task-IL"), tr("both")});
    kindsBox_->setAccessibleName(tr("Kind of accuracy of the bars"));
    kindsBox_->setToolTip(tr("Accuracy among all classes seen so far, among the task's own, or both side by side"));
    frame()->addControl(changeBox_);
    frame()->addControl(kindsBox_);
    connect(changeBox_, &QComboBox::currentIndexChanged, this, &TaskChangesView::refresh);
    connect(kindsBox_, &QComboBox::currentIndexChanged, this, &TaskChangesView::refresh);
    refresh();
}

void TaskChangesView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    refresh();
}

std::vector<AccuracyKind> TaskChangesView::kinds() const {
    switch (kindsBox_->currentIndex()) {
    case 0:
        return {AccuracyKind::ClassIl};
    case 1:
        return {AccuracyKind::TaskIl};
    default:
        return {AccuracyKind::ClassIl, AccuracyKind::TaskIl};
    }
}

/// Forward transfer is by task-IL alone: by class-IL a task whose classes were never seen scores 0.
void TaskChangesView::refresh() {
    const auto change = static_cast<TaskChange>(changeBox_->currentData().toInt());
    const bool forward = change == TaskChange::ForwardTransfer;
    kindsBox_->setEnabled(!forward);
    changeBox_->setToolTip(wordsOf(meaningOf(change)));
    auto bars = taskChangeBars(drawnRuns(runs_), change, forward ? std::vector{AccuracyKind::TaskIl} : kinds());
    if (runs_.empty())
        frame()->setEmptyText(tr("Select runs to see what becomes of each task."));
    else
        frame()->setEmptyText(!bars.empty()
                                  ? QString()
                                  : emptyTextOf(runs_, tr("The %1 of each task").arg(wordsOf(titleOf(change))),
                                                tr("after the second task")));
    const auto title = runs_.size() == 1 ? runTitle(*runs_.front()) : QString::fromStdString(bars.title);
    const auto stem = runs_.size() == 1 ? runFileStem(*runs_.front()) : QString("runs");
    showBars(std::move(bars), title, stem + '-' + wordsOf(titleOf(change)).replace(' ', '-'));
}

} // namespace lightcl
