// How MainWindow ends: training runs are stopped first, with or without a question.
#include "app/main_window.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QSettings>
#include <utility>

namespace lightcl {

bool MainWindow::mayLeaveWorkspace(const QString& title) {
    if (workspace_ == nullptr) return true;
    RunScheduler& scheduler = workspace_->scheduler();
    if (scheduler.training().empty()) return true;
    showMessage(tr("%1: stop the training runs first.").arg(title));
    return false;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const auto training = workspace_ != nullptr ? workspace_->scheduler().training().size() : 0;
    if (training == 0) {
        saveSettings();
        event->accept();
        return;
    }
    event->ignore();
    if (closing_) return;
    const QString text = tr("%n run(s) are training. Stop them and close? They can be resumed from their last epoch.",
                            nullptr, static_cast<int>(training));
    if (!ask_(tr("Close the workbench"), text, tr("Stop and close"))) return;
    closing_ = true;
    showMessage(tr("Stopping at the next step …"));
    workspace_->scheduler().stopAll();
}

void MainWindow::quit() {
    const bool again = std::exchange(quitting_, true);
    const bool training = workspace_ != nullptr && !workspace_->scheduler().training().empty();
    if (!training) return finishQuitting();
    RunScheduler& scheduler = workspace_->scheduler();
    if (again) {
        for (const RunId run : scheduler.training()) scheduler.kill(run);
        return;
    }
    closing_ = true;
    showMessage(tr("Stopping at the next step …"));
    scheduler.stopAll();
}

/// Whatever dialog is open.
void MainWindow::finishQuitting() {
    saveSettings();
    QCoreApplication::quit();
}

} // namespace lightcl
