#include "panels/checkpoint_panel.h"

#include "panels/buffer_view.h"
#include "panels/kept_checkpoint.h"
#include "running/kept_state_reader.h"

#include <QVBoxLayout>

namespace lightcl {

CheckpointPanel::CheckpointPanel(QWidget* parent) : Panel(parent), buffer_(new BufferView(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(buffer_);
    connect(&states_, &FileReadsBase::ready, this, &CheckpointPanel::refresh);
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

void CheckpointPanel::showEvent(QShowEvent* event) {
    Panel::showEvent(event);
    refresh();
}

void CheckpointPanel::refresh() {
    isRead_ = false;
    if (!isVisible()) return;
    if (!run_) return buffer_->showNothing(nullptr, {});
    const auto checkpoint = checkpointAt(*run_, moment_ ? std::optional(moment_->at) : std::nullopt);
    if (!checkpoint) return buffer_->showNothing(run_, missingCheckpointText(*run_, tr("What the replay buffer held")));
    const auto read = states_.of(*checkpoint, readKeptState);
    if (!read) return buffer_->showNothing(run_, tr("Reading the checkpoint after task %1 …").arg(checkpoint->task));
    isRead_ = true;
    if (!read->value) return buffer_->showNothing(run_, read->problem);
    buffer_->show(run_, read->value);
}

} // namespace lightcl
