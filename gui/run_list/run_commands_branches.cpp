// What RunCommands does with runs and the checkpoints that they kept: branches them, and shows them.
#include "base/error.h"
#include "run_list/branch_dialog.h"
#include "run_list/checkpoints_dialog.h"
#include "run_list/run_commands.h"

namespace lightcl {

void RunCommands::branchSelected() {
    const std::vector<RunId> runs = table_->selectedRuns();
    const RunSummary* run = runs.empty() ? nullptr : model_->find(runs.front());
    if (workspace_ == nullptr || run == nullptr) return;
    try {
        const auto queue = [this, parent = run->id](int task, const std::vector<Override>& changes, bool start) {
            if (workspace_ == nullptr) return;
            const Workspace::Queued queued = workspace_->branch(parent, task, changes);
            const QString said =
                tr("Queued run %1, from run %2 after task %3.").arg(queued.runs.front()).arg(parent).arg(task);
            emit message((QStringList{said} + queued.notes).join(QLatin1Char(' ')));
            if (start) this->start(queued.runs);
        };
        auto* dialog = new BranchDialog(workspace_->branchChoices(run->id), *run, queue, window_);
        if (momentTask_) dialog->chooseTask(momentTask_());
        dialog->open();
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

void RunCommands::showCheckpoints() {
    const std::vector<RunId> runs = table_->selectedRuns();
    if (workspace_ == nullptr || runs.empty()) return;
    const auto list = [workspace = workspace_, runs] {
        return workspace != nullptr ? workspace->keptCheckpoints(runs) : std::vector<KeptOfRun>();
    };
    CheckpointsDialog::Delete remove;
    if (mayWrite())
        remove = [workspace = workspace_](const std::vector<KeptOfRun>& kept) {
            return workspace != nullptr ? workspace->deleteKept(kept) : 0;
        };
    try {
        (new CheckpointsDialog(list, remove, ask_, window_))->open();
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

} // namespace lightcl
