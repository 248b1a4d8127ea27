#include "app/main_window.h"

#include "app/carried_files.h"
#include "app/command_palette.h"
#include "app/first_steps.h"
#include "app/help_window.h"
#include "app/recent_files.h"
#include "app/window_menus.h"
#include "base/error.h"
#include "figures/run_names.h"
#include "widgets/focus_content.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <algorithm>
#include <utility>

namespace lightcl {

MainWindow::MainWindow(Theme& theme, QString worker, int cores)
    : theme_(&theme), worker_(std::move(worker)), cores_(cores), ask_(askInMessageBox(this)),
      tableModel_(RunColors({})), layout_(*this), table_(new RunTablePanel(tableModel_, this)),
      designer_(new DesignerPanel(this)), queue_(new QueuePanel(queueModel_, this)), overview_(new OverviewPanel(this)),
      panels_(makePanels(this)), commands_(new RunCommands(*table_, tableModel_, this)),
      follow_(new QAction(tr("F&ollow the running run"), this)),
      views_(new RunViews(*table_, tableModel_, *overview_, panels_, *follow_, this)), fileLabel_(new QLabel(this)) {
    useCarriedFiles();
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
    // Docks that want more than a small screen has must not push the window beyond it.
    setMinimumSize(320, 240);
    resize(firstWindowSize(screen()->availableSize()));
}

MainWindow::~MainWindow() = default;

void MainWindow::makeDocks() {
    layout_.add(QStringLiteral("runs"), tr("Runs"), DockPlace::Left, table_);
    layout_.add(QStringLiteral("designer"), tr("Designer"), DockPlace::BehindLeft, designer_);
    layout_.add(QStringLiteral("queue"), tr("Queue"), DockPlace::BelowLeft, queue_);
    layout_.add(QStringLiteral("overview"), tr("Overview"), DockPlace::UpperRight, overview_);
    for (const NamedPanel& entry : panels_) layout_.add(entry.name, entry.title, entry.place, entry.panel);
}

void MainWindow::connectParts() {
    connect(table_, &RunTablePanel::openDatabaseRequested, this, &MainWindow::openDatabaseDialog);
    connect(table_, &RunTablePanel::openAgainRequested, this, [this] { openDatabase(file_); });
    connect(table_, &RunTablePanel::designerRequested, this,
            [this] { raiseDock(layout_.dock(QStringLiteral("designer"))); });
    connect(designer_, &DesignerPanel::queueRequested, this, &MainWindow::queue);
    connect(designer_, &DesignerPanel::message, this, &MainWindow::showMessage);
    connect(commands_, &RunCommands::message, this, &MainWindow::showMessage);
    connect(commands_, &RunCommands::colorsChanged, views_, &RunViews::update);
    connect(commands_, &RunCommands::designRequested, this, [this](const ExperimentSpec& experiment) {
        designer_->showExperiment(experiment);
        raiseDock(layout_.dock(QStringLiteral("designer")));
    });
    connect(views_, &RunViews::filled, this, &MainWindow::panelsFilled);
    connectOverview();
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

void MainWindow::connectOverview() {
    connect(overview_->welcome(), &WelcomePage::quickStartRequested, this, &MainWindow::runQuickStart);
    connect(overview_->welcome(), &WelcomePage::sampleRequested, this, &MainWindow::openSample);
    connect(overview_->welcome(), &WelcomePage::openDatabaseRequested, this, &MainWindow::openDatabaseDialog);
    connect(overview_->welcome(), &WelcomePage::tourRequested, this, &MainWindow::showTour);
    connect(views_, &RunViews::opened, this, [this] {
        QDockWidget* overview = layout_.dock(QStringLiteral("overview"));
        const bool wantsOther = raised_ != nullptr && tabifiedDockWidgets(overview).contains(raised_.data());
        if (wantsOther || !workspace_->scheduler().training().empty()) return;
        raiseQuietly(QStringLiteral("overview"));
        overviewRaised_ = true;
    });
    // A run that is picked is looked at in detail, unless the user has arranged that otherwise.
    connect(views_, &RunViews::picked, this, [this] {
        if (std::exchange(overviewRaised_, false)) raiseQuietly(QStringLiteral("heatmap"));
    });
}

void MainWindow::openDatabase(const QString& file) {
    if (!mayLeaveWorkspace(tr("Open another database"))) return;
    commands_->setWorkspace(nullptr);
    views_->setWorkspace(nullptr);
    workspace_.reset();
    tableModel_.setRuns({});
    queueModel_.setAllRuns({});
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
    raised_ = nullptr;
    raiseQuietly(QStringLiteral("runs"));
    statusBar()->clearMessage();
    if (workspace_->isReadOnly()) {
        fileLabel_->setText(tr("%1 (to look at only)").arg(fileLabel_->text()));
        fileLabel_->setToolTip(workspace_->whyReadOnly());
        showMessage(tr("Open to look at only. %1").arg(workspace_->whyReadOnly()));
    }
    tableModel_.setColors(RunColors(QFileInfo(file).absoluteFilePath()));
    workspace_->scheduler().setThreads(threads_);
    connectWorkspace();
    commands_->setWorkspace(workspace_.get());
    views_->setWorkspace(workspace_.get());
    RecentFiles(QStringLiteral("databases")).add(file);
    setWindowTitle(tr("%1 – LightCL Workbench").arg(QFileInfo(file).fileName()));
}

void MainWindow::connectWorkspace() {
    RunLoader& loader = workspace_->loader();
    RunScheduler& scheduler = workspace_->scheduler();
    connect(&loader, &RunLoader::placesLoaded, &tableModel_, &RunTableModel::setPlaces);
    connect(&loader, &RunLoader::summariesLoaded, this, &MainWindow::onSummaries);
    connect(&loader, &RunLoader::failed, this, &MainWindow::showMessage);
    connect(&loader, &RunLoader::lost, this, &MainWindow::onLost);
    connect(&scheduler, &RunScheduler::event, &queueModel_, &QueueModel::apply);
    connect(&scheduler, &RunScheduler::event, this, [this](const RunEvent& event) {
        if (event.event == "notice") showMessage(QString::fromStdString(event.message));
    });
    connect(&scheduler, &RunScheduler::changed, this, &MainWindow::updateScheduled);
    connect(&scheduler, &RunScheduler::error, this, &MainWindow::showMessage);
    connect(&scheduler, &RunScheduler::runFailed, this, [this](RunId run, const QString& reason) {
        showMessage(tr("Run %1 failed: %2").arg(run).arg(reason.section(QLatin1Char('\n'), 0, 0)));
    });
    connect(&scheduler, &RunScheduler::stillRunning, this, &MainWindow::askToEnd);
    connect(&scheduler, &RunScheduler::allEnded, this, [this] {
        if (quitting_) return finishQuitting();
        if (closing_) close();
    });
}

void MainWindow::onSummaries(const std::vector<RunSummary>& runs) {
    tableModel_.setRuns(runs);
    queueModel_.setAllRuns(runs);
    queue_->setResumable(static_cast<int>(std::ranges::count(runs, RunState::Interrupted, &RunSummary::state)));
    views_->update();
    emit runsListed();
}

void MainWindow::onLost(const QString& why) {
    workspace_->setReadOnly(why);
    commands_->update();
    overview_->welcome()->setCanRun(false);
    table_->showLost(why);
    showMessage(why);
}

/// One question, however many runs do not stop.
void MainWindow::askToEnd(const std::vector<RunId>& runs) {
    RunScheduler& scheduler = workspace_->scheduler();
    QStringList names;
    for (const RunId run : runs) {
        const RunSummary* row = tableModel_.find(run);
        names << (row != nullptr ? QString::fromStdString(runTitle(*row)) : tr("run %1").arg(run));
    }
    constexpr qsizetype most = 6;
    if (names.size() > most) names = names.mid(0, most) << tr("and %1 more").arg(names.size() - most);
    const QString text = tr("Asked ten seconds ago, these have not stopped:\n\n%1\n\nEnd them at once? What they "
                            "stored stays.");
    if (!quitting_ && !ask_(tr("Stop runs"), text.arg(names.join(QLatin1Char('\n'))), tr("End them"))) return;
    for (const RunId run : runs) scheduler.kill(run);
}

void MainWindow::raiseQuietly(const QString& name) {
    if (QDockWidget* dock = layout_.dock(name); dock->isVisible()) dock->raise();
}

void MainWindow::updateScheduled() {
    RunScheduler& scheduler = workspace_->scheduler();
    queueModel_.setScheduled(scheduler.waiting(), scheduler.training(), scheduler.stopping());
    commands_->update();
}

bool MainWindow::queue(const ExperimentSpec& experiment, bool start) {
    if (workspace_ == nullptr) {
        reportProblem(tr("Open a database first: runs are kept there."));
        return false;
    }
    try {
        const Workspace::Queued queued = workspace_->queue(experiment);
        const QString message = tr("Queued %n run(s).", nullptr, static_cast<int>(queued.runs.size()));
        showMessage((QStringList{message} + queued.notes).join(QLatin1Char(' ')));
        if (!start) return true;
        commands_->start(queued.runs);
        // With nothing selected the plots follow the run that trains.
        if (follow_->isChecked()) table_->selectRuns({});
        raiseDock(layout_.dock(QStringLiteral("runs")));
        return true;
    } catch (const Error& error) {
        reportProblem(QString::fromUtf8(error.what()));
        return false;
    }
}

/// Whole where there is room, for the status bar cuts it.
void MainWindow::reportProblem(const QString& problem) {
    designer_->showProblem(problem);
    overview_->welcome()->showProblem(problem);
    showMessage(problem);
}

void MainWindow::runQuickStart() {
    try {
        const ExperimentSpec experiment = quickStartExperiment();
        designer_->showExperiment(experiment);
        follow_->setChecked(true);
        if (!queue(experiment, true)) return;
        overview_->welcome()->showProblem({});
        for (const NamedLayout& layout : namedLayouts())
            if (layout.name == QLatin1String("watch")) layout_.apply(layout);
    } catch (const Error& error) {
        reportProblem(QString::fromUtf8(error.what()));
    }
}

void MainWindow::openSample() {
    try {
        openDatabase(sampleDatabase());
    } catch (const Error& error) {
        reportProblem(QString::fromUtf8(error.what()));
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
    raised_ = dock;
    focusContent(*dock->widget());
}

void MainWindow::resetLayout() {
    showNormal();
    layout_.applyDefault();
}

void MainWindow::showPalette() {
    (new CommandPalette(*this))->open();
}

void MainWindow::showGuide() {
    HelpWindow::show(QStringLiteral("docs/user-guide.md"), this);
}

void MainWindow::showTour() {
    HelpWindow::show(QStringLiteral("docs/tour.md"), this);
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
    if (!laidOut_ && remembers_) {
        layout_.restore();
        designer_->keepDraft();
    }
    if (!laidOut_ && !remembers_) layout_.applyDefault();
    laidOut_ = true;
    QMainWindow::showEvent(event);
}

void MainWindow::saveSettings() {
    if (remembers_) layout_.save();
    designer_->keepEdits();
    table_->saveSettings();
    QSettings().setValue(QStringLiteral("follow"), follow_->isChecked());
}

} // namespace lightcl
