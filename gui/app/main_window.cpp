#include "app/main_window.h"

#include "app/recent_files.h"
#include "app/window_menus.h"
#include "base/error.h"
#include "reading/shown_runs.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QStatusBar>
#include <algorithm>
#include <utility>

namespace lightcl {

MainWindow::MainWindow(Theme& theme, QString worker, int cores)
    : theme_(&theme), worker_(std::move(worker)), cores_(cores), ask_(askInMessageBox(this)),
      tableModel_(RunColors({})), layout_(*this), table_(new RunTablePanel(tableModel_, this)),
      designer_(new DesignerPanel(this)), queue_(new QueuePanel(queueModel_, this)), panels_(makePanels(this)),
      commands_(new RunCommands(*table_, tableModel_, this)), follow_(new QAction(tr("F&ollow the running run"), this)),
      fileLabel_(new QLabel(this)) {
    setWindowTitle(tr("LightCL Workbench"));
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    follow_->setCheckable(true);
    follow_->setChecked(QSettings().value(QStringLiteral("follow"), true).toBool());
    follow_->setIconText(tr("Follow"));
    follow_->setStatusTip(tr("While no run is selected (Esc in the table), show the one that trains"));
    follow_->setToolTip(follow_->statusTip());
    table_->addCheckBox(follow_);
    statusBar()->addPermanentWidget(fileLabel_);
    makeDocks();
    connectParts();
    addMenus(*this);
    table_->view()->addActions(commands_->actions());
    table_->restoreSettings();
    resize(1440, 900);
}

MainWindow::~MainWindow() = default;

void MainWindow::makeDocks() {
    layout_.add(QStringLiteral("runs"), tr("Runs"), DockPlace::Left, table_);
    layout_.add(QStringLiteral("designer"), tr("Designer"), DockPlace::BehindLeft, designer_);
    layout_.add(QStringLiteral("queue"), tr("Queue"), DockPlace::BelowLeft, queue_);
    for (const NamedPanel& entry : panels_) layout_.add(entry.name, entry.title, entry.place, entry.panel);
}

void MainWindow::connectParts() {
    connect(table_, &RunTablePanel::selectionChanged, this, [this] { showSelection(); });
    connect(table_, &RunTablePanel::openDatabaseRequested, this, &MainWindow::openDatabaseDialog);
    connect(table_, &RunTablePanel::designerRequested, this,
            [this] { raiseDock(layout_.dock(QStringLiteral("designer"))); });
    connect(designer_, &DesignerPanel::queueRequested, this, &MainWindow::queue);
    connect(designer_, &DesignerPanel::message, this, &MainWindow::showMessage);
    connect(commands_, &RunCommands::message, this, &MainWindow::showMessage);
    connect(commands_, &RunCommands::colorsChanged, this, [this] { showSelection(); });
    connect(follow_, &QAction::toggled, this, [this] { showSelection(); });
    connect(queue_, &QueuePanel::startRequested, commands_, &RunCommands::start);
    connect(queue_, &QueuePanel::stopRequested, commands_, &RunCommands::stop);
    connect(queue_, &QueuePanel::resumeRequested, this, [this] {
        std::vector<RunId> runs;
        for (const RunSummary& run : tableModel_.runs()) {
            if (run.state == RunState::Interrupted) runs.push_back(run.id);
        }
        commands_->start(runs);
    });
}

void MainWindow::openDatabase(const QString& file) {
    if (!mayLeaveWorkspace(tr("Open another database"))) return;
    commands_->setWorkspace(nullptr);
    workspace_.reset();
    tableModel_.setRuns({});
    queueModel_.setAllRuns({});
    shown_.clear();
    for (const NamedPanel& entry : panels_) entry.panel->showRuns({});
    file_ = QFileInfo(file).absoluteFilePath();
    fileLabel_->setText(QFileInfo(file).fileName());
    fileLabel_->setToolTip(QDir::toNativeSeparators(file_));
    try {
        workspace_ = std::make_unique<Workspace>(file, worker_, cores_);
    } catch (const Error& error) {
        table_->showProblem(QString::fromUtf8(error.what()));
        showMessage(QString::fromUtf8(error.what()));
        return;
    }
    table_->showProblem({});
    statusBar()->clearMessage();
    tableModel_.setColors(RunColors(QFileInfo(file).absoluteFilePath()));
    workspace_->scheduler().setThreads(threads_);
    connectWorkspace();
    commands_->setWorkspace(workspace_.get());
    RecentFiles(QStringLiteral("databases")).add(file);
    setWindowTitle(tr("%1 – LightCL Workbench").arg(QFileInfo(file).fileName()));
}

void MainWindow::connectWorkspace() {
    RunLoader& loader = workspace_->loader();
    RunScheduler& scheduler = workspace_->scheduler();
    connect(&loader, &RunLoader::placesLoaded, &tableModel_, &RunTableModel::setPlaces);
    connect(&loader, &RunLoader::summariesLoaded, this, &MainWindow::onSummaries);
    connect(&loader, &RunLoader::failed, this, &MainWindow::showMessage);
    connect(&loader, &RunLoader::lost, this, [this](const QString& text) {
        table_->showProblem(text);
        showMessage(text);
    });
    connect(&loader, &RunLoader::runsLoaded, this, [this](const std::vector<RunDataPtr>& runs) {
        for (const NamedPanel& entry : panels_) entry.panel->showRuns(runs);
        emit panelsFilled();
    });
    connect(&scheduler, &RunScheduler::event, &queueModel_, &QueueModel::apply);
    connect(&scheduler, &RunScheduler::event, this, [this](const RunEvent& event) {
        if (event.event == "notice") showMessage(QString::fromStdString(event.message));
    });
    connect(&scheduler, &RunScheduler::changed, this, &MainWindow::updateScheduled);
    connect(&scheduler, &RunScheduler::error, this, &MainWindow::showMessage);
    connect(&scheduler, &RunScheduler::runFailed, this, [this](RunId run, const QString& reason) {
        showMessage(tr("Run %1 failed: %2").arg(run).arg(reason.section(QLatin1Char('\n'), 0, 0)));
    });
    connect(&scheduler, &RunScheduler::stillRunning, this, [this](RunId run) {
        if (quitting_) return workspace_->scheduler().kill(run);
        const QString text =
            tr("Run %1 has not stopped after ten seconds. End its worker at once? What it stored stays.");
        if (ask_(tr("Stop a run"), text.arg(run), tr("End it"))) workspace_->scheduler().kill(run);
    });
    connect(&scheduler, &RunScheduler::allEnded, this, [this] {
        if (quitting_) return finishQuitting();
        if (closing_) close();
    });
}

void MainWindow::onSummaries(const std::vector<RunSummary>& runs) {
    tableModel_.setRuns(runs);
    queueModel_.setAllRuns(runs);
    queue_->setResumable(static_cast<int>(std::ranges::count(runs, RunState::Interrupted, &RunSummary::state)));
    showSelection();
    emit runsListed();
}

void MainWindow::showSelection() {
    if (workspace_ == nullptr) return;
    std::vector<RunRequest> wanted;
    for (const RunId run : runsToShow(table_->selectedRuns(), tableModel_.runs(), follow_->isChecked()))
        wanted.push_back({run, tableModel_.colors().color(run), tableModel_.colors().groupColor(run)});
    if (wanted == shown_) return;
    shown_ = wanted;
    workspace_->loader().show(std::move(wanted));
}

void MainWindow::updateScheduled() {
    RunScheduler& scheduler = workspace_->scheduler();
    queueModel_.setScheduled(scheduler.waiting(), scheduler.training());
    commands_->update();
}

void MainWindow::queue(const ExperimentSpec& experiment, bool start) {
    if (workspace_ == nullptr) return showMessage(tr("Open a database first: runs are kept there."));
    try {
        const std::vector<RunId> runs = workspace_->queue(experiment);
        showMessage(tr("Queued %n run(s).", nullptr, static_cast<int>(runs.size())));
        if (!start) return;
        commands_->start(runs);
        // With nothing selected the plots follow the run that trains.
        if (follow_->isChecked()) table_->selectRuns({});
        raiseDock(layout_.dock(QStringLiteral("runs")));
    } catch (const Error& error) {
        designer_->showProblem(QString::fromUtf8(error.what())); // whole, where the status bar would cut it
        showMessage(QString::fromUtf8(error.what()));
    }
}

bool MainWindow::openSpec(const QString& file) {
    raiseDock(layout_.dock(QStringLiteral("designer")));
    return designer_->openFile(file);
}

void MainWindow::useDefaultLayout(QSize size) {
    remembers_ = false;
    resize(size);
}

void MainWindow::setThreads(int threads) {
    threads_ = threads;
    if (workspace_ != nullptr) workspace_->scheduler().setThreads(threads);
}

void MainWindow::setQuestion(const Question& question) {
    ask_ = question;
    commands_->setQuestion(question);
}

void MainWindow::openSpecDialog() {
    raiseDock(layout_.dock(QStringLiteral("designer")));
    designer_->open();
}

void MainWindow::saveSpecDialog() {
    designer_->save();
}

void MainWindow::openDatabaseDialog() {
    // A name that does not exist yet makes a new database.
    const QString file = QFileDialog::getSaveFileName(this, tr("Open or make a database"), file_,
                                                      tr("Workbench databases (*.sqlite);;All files (*)"), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!file.isEmpty()) openDatabase(file);
}

void MainWindow::filterRuns() {
    raiseDock(layout_.dock(QStringLiteral("runs")));
    table_->focusFilter();
}

void MainWindow::chooseTheme(ThemeChoice theme) {
    theme_->choose(theme);
    QSettings().setValue(QStringLiteral("theme"), toText(theme));
}

void MainWindow::raiseDock(QDockWidget* dock) {
    dock->show();
    dock->raise();
    dock->widget()->setFocus();
}

void MainWindow::resetLayout() {
    showNormal();
    layout_.applyDefault();
}

void MainWindow::showAbout() {
    QMessageBox::about(this, tr("About LightCL Workbench"),
                       tr("<h3>LightCL Workbench %1</h3><p>Continual learning on edge devices: design experiments, "
                          "train them, watch every layer, compare.</p><p>Free software under the MIT licence.</p>")
                           .arg(QStringLiteral(LIGHTCL_VERSION)));
}

void MainWindow::showMessage(const QString& text) {
    statusBar()->showMessage(text, 15000);
}

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

void MainWindow::showEvent(QShowEvent* event) {
    // Docks can be sized only once the window has its own size.
    if (!laidOut_ && remembers_) layout_.restore();
    if (!laidOut_ && !remembers_) layout_.applyDefault();
    laidOut_ = true;
    QMainWindow::showEvent(event);
}

void MainWindow::saveSettings() {
    if (remembers_) layout_.save();
    table_->saveSettings();
    QSettings().setValue(QStringLiteral("follow"), follow_->isChecked());
}

} // namespace lightcl
