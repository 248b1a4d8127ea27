// What MainWindow does with the open database: opens it, follows it, queues and stops its runs.
#include "app/first_steps.h"
#include "app/main_window.h"
#include "app/recent_files.h"
#include "base/error.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QStatusBar>
#include <algorithm>

namespace lightcl {

void MainWindow::openDatabase(const QString& file) {
    if (!mayLeaveWorkspace(tr("Open another database"))) return;
    commands_->setWorkspace(nullptr);
    views_->setWorkspace(nullptr);
    workspace_.reset();
    table_->compareWithNothing();
    tableModel_.setFacts({});
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

void MainWindow::mergeDatabases(const QStringList& files) {
    if (workspace_ == nullptr) return;
    try {
        showMessage(workspace_->merge(files));
    } catch (const Error& error) {
        showMessage(QString::fromUtf8(error.what()));
    }
}

void MainWindow::connectWorkspace() {
    RunLoader& loader = workspace_->loader();
    RunScheduler& scheduler = workspace_->scheduler();
    connect(&loader, &RunLoader::placesLoaded, &tableModel_, &RunTableModel::setPlaces);
    connect(&loader, &RunLoader::factsLoaded, &tableModel_, &RunTableModel::setFacts);
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
        showMessage(tr("%1 failed: %2").arg(tableModel_.titleOf(run), reason.section(QLatin1Char('\n'), 0, 0)));
    });
    connect(&scheduler, &RunScheduler::stillRunning, this, &MainWindow::askToEnd);
    const auto tellPace = [this] {
        try {
            designer_->setPace(workspace_->pace());
        } catch (const Error&) {
            designer_->setPace({}); // a store that cannot be read is told of elsewhere
        }
    };
    tellPace();
    connect(&scheduler, &RunScheduler::allEnded, this, tellPace);
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
    for (const RunId run : runs) names << tableModel_.titleOf(run);
    constexpr qsizetype most = 6;
    if (names.size() > most) names = names.mid(0, most) << tr("and %1 more").arg(names.size() - most);
    const QString text = tr("Asked ten seconds ago, these have not stopped:\n\n%1\n\nEnd them at once? What they "
                            "stored stays.");
    if (!quitting_ && !ask_(tr("Stop runs"), text.arg(names.join(QLatin1Char('\n'))), tr("End them"))) return;
    for (const RunId run : runs) scheduler.kill(run);
}

void MainWindow::updateScheduled() {
    RunScheduler& scheduler = workspace_->scheduler();
    queueModel_.setScheduled(scheduler.waiting(), scheduler.training(), scheduler.stopping());
    commands_->update();
}

bool MainWindow::queue(const ExperimentSpec& experiment, bool start, qint64 budget) {
    if (workspace_ == nullptr) {
        reportProblem(tr("Open a database first: runs are kept there."));
        return false;
    }
    try {
        const Workspace::Queued queued = workspace_->queue(experiment, budget);
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

} // namespace lightcl
