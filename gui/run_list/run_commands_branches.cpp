// What RunCommands does with runs and the checkpoints that they kept: branches them.
#include "base/error.h"
#include "run_list/branch_dialog.h"
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
        (new BranchDialog(workspace_->branchChoices(run->id), *run, queue, window_))->open();
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

} // namespace lightcl
