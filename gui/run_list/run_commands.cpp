#include "run_list/run_commands.h"

#include "base/error.h"
#include "figures/run_names.h"
#include "spec/experiment_of_runs.h"
#include "spec/spec_file.h"
#include "text/text_list.h"
#include "widgets/text_dialog.h"

#include <QClipboard>
#include <QColorDialog>
#include <QGuiApplication>
#include <QRegularExpression>
#include <algorithm>

namespace lightcl {

RunCommands::RunCommands(RunTablePanel& table, RunTableModel& model, QWidget* window)
    : QObject(window), table_(&table), model_(&model), window_(window), ask_(askInMessageBox(window)),
      askText_(askForText(window)) {
    start_ = add(tr("&Start"), tr("Train the selected queued runs"), Qt::Key_F5, &RunCommands::startSelected);
    resume_ = add(tr("&Resume"), tr("Go on with the selected interrupted or failed runs from their last epoch"),
                  Qt::SHIFT | Qt::Key_F5, &RunCommands::startSelected);
    stop_ = add(tr("S&top"), tr("Stop the selected runs at their next step; what they measured stays"), Qt::Key_F6,
                &RunCommands::stopSelected);
    addSeparator();
    spec_ = add(tr("Show s&pec"), tr("The spec of the current run"), Qt::CTRL | Qt::Key_I, &RunCommands::showSpec);
    design_ = add(tr("&Take into the designer"),
                  tr("Make the experiment of the selected runs anew: their scenario, network, methods and seeds"),
                  Qt::CTRL | Qt::Key_D, &RunCommands::designSelected);
    branch_ = add(tr("Run from &here…"),
                  tr("Go on with the current run from the end of one of its tasks, with another method, freeze line, "
                     "precision or other settings"),
                  Qt::CTRL | Qt::Key_B, &RunCommands::branchSelected);
    seeds_ = add(tr("Add s&eeds…"),
                 tr("Train the selected runs' methods and settings with the next seeds that they do not have"),
                 Qt::CTRL | Qt::SHIFT | Qt::Key_A, &RunCommands::addSeeds);
    checkpoints_ = add(tr("&Kept checkpoints…"),
                       tr("The checkpoints that the selected runs kept at their tasks' ends, with their bytes; those "
                          "that are not needed can be deleted"),
                       {}, &RunCommands::showCheckpoints);
    message_ = add(tr("Show &message"), tr("Why the current run failed, with its worker's last lines"),
                   Qt::CTRL | Qt::SHIFT | Qt::Key_I, &RunCommands::showMessage);
    copy_ = add(tr("&Copy as text"), tr("The selected rows, tab-separated"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
                &RunCommands::copySelected);
    color_ = add(tr("C&olour…"),
                 tr("The colour of the selected run's method and setting in every plot; its seeds are shades of it"),
                 {}, &RunCommands::chooseColor);
    addSeparator();
    compare_ = add(tr("Compare &with this"),
                   tr("Show every result as its difference to the current run's, or to the current group's means"),
                   Qt::CTRL | Qt::SHIFT | Qt::Key_B, &RunCommands::compare);
    compareNothing_ = add(tr("Stop co&mparing"), tr("Show results as they are again, not as differences"), {},
                          &RunCommands::compareWithNothing);
    openGroups_ = add(tr("&Unfold all groups"), tr("Show the runs of every group"), {}, &RunCommands::openGroups);
    foldGroups_ =
        add(tr("&Fold all groups"), tr("Show groups alone, without their runs"), {}, &RunCommands::foldGroups);
    actions_.append(table_->columnMenu().menuAction());
    addSeparator();
    tags_ = add(tr("Ta&gs…"), tr("Words for the selected runs, to find them again: filter lines take them"),
                Qt::CTRL | Qt::Key_T, &RunCommands::editTags);
    note_ = add(tr("&Note…"), tr("Write down something about the selected runs"), {}, &RunCommands::editNote);
    archive_ = add(tr("&Archive"), tr("Put the selected runs out of sight, or bring archived ones back"), {},
                   &RunCommands::archiveSelected);
    showArchived_ = add(tr("Show archi&ved runs"), tr("List archived runs as well"), {}, &RunCommands::update);
    showArchived_->setCheckable(true);
    connect(showArchived_, &QAction::toggled, table_, &RunTablePanel::setShowsArchived);
    addSeparator();
    remove_ = add(tr("&Delete…"), tr("Delete the selected runs and all they measured"), Qt::CTRL | Qt::Key_Delete,
                  &RunCommands::removeSelected);
    connect(table_, &RunTablePanel::selectionChanged, this, &RunCommands::update);
    connect(model_, &QAbstractItemModel::dataChanged, this, &RunCommands::update);
    connect(table_, &RunTablePanel::message, this, &RunCommands::message);
    connect(table_->view()->selectionModel(), &QItemSelectionModel::currentChanged, this, &RunCommands::update);
    connect(model_, &RunTableModel::baselineChanged, this, &RunCommands::update);
    connect(table_->view(), &QTableView::doubleClicked, this, [this](const QModelIndex& cell) {
        if (cell.data(RunListModel::FoldRole).isValid()) return; // a group opens
        const bool failed = cell.data(RunListModel::StateRole).toInt() == static_cast<int>(RunState::Failed);
        failed ? showMessage() : showSpec();
    });
    update();
}

QAction* RunCommands::add(const QString& text, const QString& tip, const QKeySequence& keys,
                          void (RunCommands::*run)()) {
    auto* action = new QAction(text, this);
    action->setStatusTip(tip);
    action->setToolTip(tip);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    actions_.append(action);
    return action;
}

void RunCommands::addSeparator() {
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    actions_.append(separator);
}

void RunCommands::setWorkspace(Workspace* workspace) {
    workspace_ = workspace;
    update();
}

bool RunCommands::canStart(const RunSummary& run) const {
    const RunScheduler& scheduler = workspace_->scheduler();
    return mayWrite() && run.state == RunState::Queued && !scheduler.isWaiting(run.id) && !scheduler.isTraining(run.id);
}

bool RunCommands::canResume(const RunSummary& run) const {
    const RunScheduler& scheduler = workspace_->scheduler();
    const bool mayGoOn = run.state == RunState::Interrupted || run.state == RunState::Failed;
    return mayWrite() && mayGoOn && !scheduler.isWaiting(run.id) && !scheduler.isTraining(run.id);
}

bool RunCommands::canStop(const RunSummary& run) const {
    const RunScheduler& scheduler = workspace_->scheduler();
    return run.state == RunState::Running || scheduler.isWaiting(run.id) || scheduler.isTraining(run.id);
}

bool RunCommands::anySelected(bool (RunCommands::*fits)(const RunSummary&) const) const {
    if (workspace_ == nullptr) return false;
    const std::vector<RunId> selected = table_->selectedRuns();
    return std::ranges::any_of(selected, [&](RunId id) {
        const RunSummary* run = model_->find(id);
        return run != nullptr && (this->*fits)(*run);
    });
}

void RunCommands::update() {
    const std::vector<RunId> selected = table_->selectedRuns();
    const bool any = workspace_ != nullptr && !selected.empty();
    const RunSummary* current = any ? model_->find(selected.front()) : nullptr;
    start_->setEnabled(anySelected(&RunCommands::canStart));
    resume_->setEnabled(anySelected(&RunCommands::canResume));
    stop_->setEnabled(anySelected(&RunCommands::canStop));
    remove_->setEnabled(any && mayWrite());
    tags_->setEnabled(any && mayWrite());
    note_->setEnabled(any && mayWrite());
    archive_->setEnabled(any && mayWrite());
    archive_->setText(current != nullptr && current->archived != 0 ? tr("Bring back from the &archive")
                                                                   : tr("&Archive"));
    design_->setEnabled(any);
    checkpoints_->setEnabled(any);
    branch_->setEnabled(current != nullptr && mayWrite());
    seeds_->setEnabled(any && mayWrite());
    copy_->setEnabled(model_->rowCount() > 0);
    spec_->setEnabled(any);
    message_->setEnabled(current != nullptr && !current->message.empty());
    color_->setEnabled(any);
    compare_->setEnabled(any && !table_->isCurrentBaseline());
    compareNothing_->setEnabled(model_->baseline().has_value());
    openGroups_->setEnabled(table_->isGrouped());
    foldGroups_->setEnabled(table_->isGrouped());
}

void RunCommands::start(const std::vector<RunId>& runs) {
    if (!mayWrite()) return;
    for (const RunId run : runs) {
        const QString obstacle = workspace_->obstacle(run);
        const bool fromStart = !obstacle.isEmpty();
        if (fromStart &&
            !ask_(tr("Resume %1").arg(model_->titleOf(run)),
                  tr("%1\n\nTrain the run from the start? What it measured so far is dropped.").arg(obstacle),
                  tr("Train from the start")))
            continue;
        workspace_->scheduler().start(run, fromStart);
    }
}

void RunCommands::startSelected() {
    std::vector<RunId> wanted;
    for (const RunId id : table_->selectedRuns()) {
        const RunSummary* run = model_->find(id);
        if (run != nullptr && (canStart(*run) || canResume(*run))) wanted.push_back(id);
    }
    // In the order they were queued, whatever the table is sorted by.
    std::ranges::sort(wanted);
    start(wanted);
}

void RunCommands::stop(const std::vector<RunId>& runs) {
    if (workspace_ == nullptr) return;
    RunScheduler& scheduler = workspace_->scheduler();
    for (const RunId id : runs) {
        const RunSummary* run = model_->find(id);
        const bool ours = scheduler.isTraining(id) || scheduler.isWaiting(id);
        if (!ours && run != nullptr && run->state == RunState::Running && !workspace_->stopElsewhere(id))
            emit message(
                tr("%1 is trained by another program, which cannot be stopped from here.").arg(model_->titleOf(id)));
        scheduler.stop(id);
    }
}

void RunCommands::stopSelected() {
    stop(table_->selectedRuns());
}

void RunCommands::removeSelected() {
    const std::vector<RunId> runs = table_->selectedRuns();
    if (workspace_ == nullptr || runs.empty()) return;
    const auto count = static_cast<int>(runs.size());
    const QString what = count == 1
                             ? tr("the run “%1”").arg(QString::fromStdString(runTitle(*model_->find(runs.front()))))
                             : tr("%1 runs").arg(count);
    if (!ask_(tr("Delete runs"), tr("Delete %1 and everything measured? This cannot be undone.").arg(what),
              tr("Delete")))
        return;
    try {
        workspace_->remove(runs);
        emit message(tr("Deleted %1.").arg(what));
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

void RunCommands::markSelected(const std::function<void(const std::vector<RunId>&)>& mark) {
    const std::vector<RunId> runs = table_->selectedRuns();
    if (workspace_ == nullptr || runs.empty()) return;
    try {
        mark(runs);
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

void RunCommands::editTags() {
    markSelected([this](const std::vector<RunId>& runs) {
        // What all of them have can be taken away; what is new, all of them get.
        std::vector<std::string> common = textsIn(model_->find(runs.front())->tags);
        for (const RunId run : runs) {
            const auto tags = textsIn(model_->find(run)->tags);
            std::erase_if(common, [&](const auto& tag) { return std::ranges::find(tags, tag) == tags.end(); });
        }
        QStringList before;
        for (const auto& tag : common) before += QString::fromStdString(tag);
        const auto given = askText_(tr("Tags"), tr("Tags of the selected runs, with commas between:"),
                                    before.join(QStringLiteral(", ")));
        if (!given) return;
        std::vector<std::string> wanted;
        for (const QString& tag : given->split(QRegularExpression(QStringLiteral("[,\n]")), Qt::SkipEmptyParts))
            if (!tag.trimmed().isEmpty()) wanted.push_back(tag.trimmed().toStdString());
        std::erase_if(common, [&](const auto& tag) { return std::ranges::find(wanted, tag) != wanted.end(); });
        workspace_->changeTags(runs, wanted, common);
    });
}

void RunCommands::editNote() {
    markSelected([this](const std::vector<RunId>& runs) {
        const auto given = askText_(tr("Note"), tr("Note of the selected runs:"),
                                    QString::fromStdString(model_->find(runs.front())->note));
        if (given) workspace_->setNote(runs, given->trimmed());
    });
}

void RunCommands::archiveSelected() {
    markSelected([this](const std::vector<RunId>& runs) {
        const bool archived = model_->find(runs.front())->archived == 0;
        workspace_->setArchived(runs, archived);
        emit message(archived ? tr("Archived; “Show archived runs” lists them too.") : tr("Brought back."));
    });
}

void RunCommands::copySelected() {
    QGuiApplication::clipboard()->setText(table_->selectionAsText());
    emit message(tr("Copied."));
}

void RunCommands::compare() {
    table_->compareWithCurrent();
    if (model_->baseline())
        emit message(
            tr("Results are shown as differences to %1.").arg(QString::fromStdString(model_->baseline()->label)));
}

void RunCommands::compareWithNothing() {
    table_->compareWithNothing();
}

void RunCommands::openGroups() {
    table_->setAllOpen(true);
}

void RunCommands::foldGroups() {
    table_->setAllOpen(false);
}

void RunCommands::showSpec() {
    const std::vector<RunId> runs = table_->selectedRuns();
    if (workspace_ == nullptr || runs.empty()) return;
    try {
        const QString title = tr("Spec of %1").arg(model_->titleOf(runs.front()));
        QString text;
        for (const QString& note : workspace_->notes(runs.front())) text += tr("# Note: %1\n").arg(note);
        const QString made = workspace_->environment(runs.front());
        if (!made.isEmpty()) text += tr("# Made on: %1\n").arg(made);
        (new TextDialog(title, text + workspace_->spec(runs.front()), window_))->show();
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

void RunCommands::designSelected() {
    if (workspace_ == nullptr) return;
    const std::vector<RunId> runs = table_->selectedRuns();
    if (runs.empty()) return;
    try {
        std::vector<RunSpec> specs;
        for (const RunId run : runs)
            specs.push_back(parseRun(workspace_->spec(run).toStdString(), tr("run %1").arg(run).toStdString()));
        const ExperimentOfRuns taken = experimentOfRuns(specs);
        emit designRequested(taken.experiment);
        if (taken.leftOut > 0)
            emit message(tr("%n of the runs had another scenario, network or training and is not taken along.", nullptr,
                            static_cast<int>(taken.leftOut)));
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

void RunCommands::showMessage() {
    const std::vector<RunId> runs = table_->selectedRuns();
    const RunSummary* run = runs.empty() ? nullptr : model_->find(runs.front());
    if (run == nullptr || run->message.empty()) return;
    (new TextDialog(QString::fromStdString(runTitle(*run)), QString::fromStdString(run->message), window_))->show();
}

void RunCommands::chooseColor() {
    const std::vector<RunId> runs = table_->selectedRuns();
    if (runs.empty()) return;
    const QColor color = QColorDialog::getColor(model_->colors().groupColor(runs.front()), window_,
                                                tr("The colour of the method and its setting"));
    if (!color.isValid()) return;
    for (const RunId run : runs) model_->chooseColor(run, color);
    emit colorsChanged();
}

} // namespace lightcl
