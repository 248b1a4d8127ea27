#pragma once

#include "app/dropped_files.h"
#include "app/panels.h"
#include "app/run_views.h"
#include "app/theme.h"
#include "app/window_layout.h"
#include "app/workspace.h"
#include "designer/designer_panel.h"
#include "moment/moment_bar.h"
#include "queue/queue_panel.h"
#include "run_list/run_commands.h"

#include <QMainWindow>
#include <memory>

namespace lightcl {

/// The workbench: docks and menus around one open database. It is painted before any database is read.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `worker` is the program that trains a run, empty: findWorkerProgram(); `cores` what all runs at once may use.
    MainWindow(Theme& theme, QString worker, int cores);
    ~MainWindow() override;

    /// Opens, or makes, the database; a bad one is told in the window, which stays open. Asks first when runs train.
    void openDatabase(const QString& file);
    bool openSpec(const QString& file);
    /// Shows itself in this size with the default layout, whatever is remembered. Before it is shown.
    void useDefaultLayout(QSize size);
    /// Every run of the next experiments trains with so many threads; 0: as many as suit it.
    void setThreads(int threads);
    void setQuestion(const Question& question);
    /// Whether it was queued; when not, designer and status bar say why.
    bool queue(const ExperimentSpec& experiment, bool start, qint64 budget = 0);
    /// Trains the quick start, as the welcome offers it, and watches it.
    void runQuickStart();
    /// Takes the runs of other databases into the open one, and says what came of it.
    void mergeDatabases(const QStringList& files);
    /// Opens the stored sample.
    void openSample();
    void chooseTheme(ThemeChoice theme);
    void raiseDock(QDockWidget* dock);
    void showMessage(const QString& text);
    /// Closes without a question, as a signal asks for: training runs are stopped at their next step first. Asked once
    /// more, it ends them at once.
    void quit();

    [[nodiscard]] Theme& theme() { return *theme_; }
    [[nodiscard]] RunCommands& runCommands() { return *commands_; }
    [[nodiscard]] DroppedFiles& droppedFiles() { return *dropped_; }
    [[nodiscard]] WindowLayout& docks() { return layout_; }
    [[nodiscard]] QAction* followAction() const { return follow_; }
    [[nodiscard]] MomentBar& momentBar() { return *momentBar_; }
    [[nodiscard]] RunTablePanel& runTable() { return *table_; }
    [[nodiscard]] RunTableModel& runModel() { return tableModel_; }
    [[nodiscard]] OverviewPanel& overview() { return *overview_; }
    [[nodiscard]] DesignerPanel& designer() { return *designer_; }
    [[nodiscard]] Workspace* workspace() { return workspace_.get(); }

public slots:
    void openSpecDialog();
    void saveSpecDialog();
    void openDatabaseDialog();
    void filterRuns();
    void resetLayout();
    void showPalette();
    void showGuide();
    void showTour();
    void showAbout();

signals:
    /// The panels show what was last selected.
    void panelsFilled();
    /// The runs of the database are in the table.
    void runsListed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeDocks();
    void connectParts();
    void connectWorkspace();
    void connectOverview();
    void connectDroppedFiles();
    void onSummaries(const std::vector<RunSummary>& runs);
    void onLost(const QString& why);
    void updateScheduled();
    void askToEnd(const std::vector<RunId>& runs);
    void raiseQuietly(const QString& dock);
    void reportProblem(const QString& problem);
    void saveSettings();
    void finishQuitting();
    bool mayLeaveWorkspace(const QString& title);

    Theme* theme_;
    QString worker_;
    int cores_;
    int threads_ = 0;
    Question ask_;
    RunTableModel tableModel_;
    QueueModel queueModel_;
    WindowLayout layout_;
    RunTablePanel* table_;
    DesignerPanel* designer_;
    QueuePanel* queue_;
    OverviewPanel* overview_;
    std::vector<NamedPanel> panels_;
    RunCommands* commands_;
    QAction* follow_;
    RunViews* views_;
    MomentBar* momentBar_;
    DroppedFiles* dropped_;
    QLabel* fileLabel_;
    QString file_;
    std::unique_ptr<Workspace> workspace_;
    bool overviewRaised_ = false;  ///< by opening a database, not by hand
    QPointer<QDockWidget> raised_; ///< by hand, since the database was opened
    bool closing_ = false;
    bool quitting_ = false;
    bool laidOut_ = false;
    bool remembers_ = true;
};

} // namespace lightcl
