#include "panels/checkpoint_panel.h"

#include "panels/buffer_view.h"
#include "panels/empty_text.h"

#include "spec/settings.h"

#include <QVBoxLayout>

namespace lightcl {

CheckpointPanel::CheckpointPanel(QWidget* parent) : Panel(parent), buffer_(new BufferView(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(buffer_);
    connect(&states_, &KeptStates::ready, this, &CheckpointPanel::refresh);
}

void CheckpointPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    run_ = runs.empty() ? nullptr : runs.front();
    moment_.reset();
    refresh();
}

void CheckpointPanel::showMoment(std::optional<Moment> moment) {
    moment_ = moment;
    refresh();
}

std::optional<KeptCheckpoint> CheckpointPanel::wanted() const {
    if (!run_ || !moment_) return std::nullopt;
    const bool atEnd = endOfTask(momentsOf(*run_), moment_->at.task) == moment_->at;
    const int ended = atEnd ? moment_->at.task : moment_->at.task - 1;
    std::optional<KeptCheckpoint> last;
    for (const KeptCheckpoint& kept : run_->keptCheckpoints)
        if (kept.task <= ended) last = kept;
    return last;
}

QString CheckpointPanel::missingText() const {
    const QString what = tr("What the replay buffer held");
    const QString when = tr("after the first task");
    if (!run_->keptCheckpoints.empty())
        return tr("No task has ended at this moment with a checkpoint of it: go on to a later one.");
    if (!run_->spec || !measuringSettings(run_->spec->measuring).keepCheckpoints)
        return emptyTextOf(*run_, what, when,
                           tr("This run keeps no checkpoints. One with measuring.keep_checkpoints = \"tasks\" keeps "
                              "one after every task, and shows here what it held."));
    const bool isDone = run_->summary.state == RunState::Done;
    return emptyTextOf(*run_, what, when, isDone ? tr("The checkpoints that this run kept are gone.") : QString());
}

void CheckpointPanel::showEvent(QShowEvent* event) {
    Panel::showEvent(event);
    refresh();
}

void CheckpointPanel::refresh() {
    isRead_ = false;
    if (!isVisible()) return;
    if (!run_) return buffer_->showNothing(nullptr, {});
    const auto checkpoint = wanted();
    if (!checkpoint) return buffer_->showNothing(run_, missingText());
    const auto read = states_.of(*checkpoint);
    if (!read) return buffer_->showNothing(run_, tr("Reading the checkpoint after task %1 …").arg(checkpoint->task));
    isRead_ = true;
    if (!read->state) return buffer_->showNothing(run_, read->problem);
    buffer_->show(run_, read->state);
}

} // namespace lightcl
