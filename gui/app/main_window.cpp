#include "app/main_window.h"

#include "app/carried_files.h"
#include "app/command_palette.h"
#include "app/help_window.h"
#include "app/window_menus.h"
#include "panels/comparison_panel.h"
#include "widgets/focus_content.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <utility>

namespace lightcl {

MainWindow::MainWindow(Theme& theme, QString worker, int cores)
    : theme_(&theme), worker_(std::move(worker)), cores_(cores), ask_(askInMessageBox(this)),
      tableModel_(RunColors({})), layout_(*this), table_(new RunTablePanel(tableModel_, this)),
      designer_(new DesignerPanel(this)), queue_(new QueuePanel(queueModel_, this)), overview_(new OverviewPanel(this)),
      panels_(makePanels(this)), commands_(new RunCommands(*table_, tableModel_, this)),
      follow_(new QAction(tr("F&ollow the running run"), this)),
      views_(new RunViews(*table_, tableModel_, *overview_, panels_, *follow_, this)),
      momentBar_(new MomentBar(views_->moment(), this)), dropped_(new DroppedFiles(*this)),
      fileLabel_(new QLabel(this)) {
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
    addToolBar(Qt::BottomToolBarArea, momentBar_);
    makeDocks();
    connectParts();
    addMenus(*this);
    table_->view()->addActions(commands_->actions());
    table_->restoreSettings();
    // Docks that want more than a small screen has must not push the window beyond it.
    setMinimumSize(320, 240);
    resize(firstWindowSize(screen()->availableSize()));
}

/// The table's models are members, which go before widgets do.
MainWindow::~MainWindow() {
    delete table_;
}

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
    commands_->setMomentTask([this] {
        const auto moment = views_->moment().moment();
        return moment ? moment->at.task : 0;
    });
    for (const NamedPanel& entry : panels_)
        if (auto* comparison = qobject_cast<ComparisonPanel*>(entry.panel))
            connect(comparison, &ComparisonPanel::seedsWanted, commands_, &RunCommands::addSeedsToPair);
    connectOverview();
    connectDroppedFiles();
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

void MainWindow::connectDroppedFiles() {
    dropped_->setMayMerge([this] { return workspace_ != nullptr && !workspace_->isReadOnly(); });
    connect(dropped_, &DroppedFiles::openRequested, this, &MainWindow::openDatabase);
    connect(dropped_, &DroppedFiles::mergeRequested, this, &MainWindow::mergeDatabases);
    connect(dropped_, &DroppedFiles::specRequested, this, &MainWindow::openSpec);
}

void MainWindow::connectOverview() {
    connect(overview_->welcome(), &WelcomePage::quickStartRequested, this, &MainWindow::runQuickStart);
    connect(overview_->welcome(), &WelcomePage::sampleRequested, this, &MainWindow::openSample);
    connect(overview_->welcome(), &WelcomePage::openDatabaseRequested, this, &MainWindow::openDatabaseDialog);
    connect(overview_->welcome(), &WelcomePage::tourRequested, this, &MainWindow::showTour);
    connect(views_, &RunViews::opened, this, [this] {
        QDockWidget* overview = layout_.dock(QStringLiteral("overview"));
        const bool wantsOther = raised_ != nullptr && tabifiedDockWidgets(overview).contains(raised_.data());
        const bool isBusy = !table_->selectedRuns().empty() || !workspace_->scheduler().training().empty();
        if (wantsOther || isBusy) return;
        raiseQuietly(QStringLiteral("overview"));
        overviewRaised_ = true;
    });
    // A run that is picked is looked at in detail, unless the user has arranged that otherwise.
    connect(views_, &RunViews::picked, this, [this] {
        if (std::exchange(overviewRaised_, false)) raiseQuietly(QStringLiteral("heatmap"));
    });
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

void MainWindow::raiseQuietly(const QString& name) {
    if (QDockWidget* dock = layout_.dock(name); dock->isVisible()) dock->raise();
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
