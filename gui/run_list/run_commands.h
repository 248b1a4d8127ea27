#pragma once

#include "app/workspace.h"
#include "run_list/run_table_panel.h"
#include "run_list/seeds_dialog.h"
#include "widgets/question.h"

#include <QAction>
#include <QPointer>
#include <functional>

namespace lightcl {

/// What can be done with the selected runs: the actions of the Runs menu and of the table's context menu.
class RunCommands : public QObject {
    Q_OBJECT
public:
    RunCommands(RunTablePanel& table, RunTableModel& model, QWidget* window);

    /// The database whose runs these are; nullptr while there is none.
    void setWorkspace(Workspace* workspace);
    void setQuestion(Question question) { ask_ = std::move(question); }
    /// Tells the task of the moment that the window shows, which "Run from here" begins with; 0: there is none.
    void setMomentTask(std::function<int()> task) { momentTask_ = std::move(task); }
    void setTextQuestion(TextQuestion question) { askText_ = std::move(question); }
    /// In the menus' order; a separator stands between groups.
    [[nodiscard]] const QList<QAction*>& actions() const { return actions_; }
    /// Greys out what the selected runs do not allow.
    void update();

    void start(const std::vector<RunId>& runs);
    void stop(const std::vector<RunId>& runs);
    /// Asks for seeds that two settings, of which these are runs, shall have in common beyond those they have.
    void addSeedsToPair(const std::vector<RunId>& first, const std::vector<RunId>& second, int count);

signals:
    void message(const QString& text);
    void colorsChanged();
    void designRequested(const lightcl::ExperimentSpec& experiment);

private:
    QAction* add(const QString& text, const QString& tip, const QKeySequence& keys, void (RunCommands::*run)());
    void addSeparator();
    void startSelected();
    void stopSelected();
    void removeSelected();
    void copySelected();
    void editTags();
    void editNote();
    void archiveSelected();
    void markSelected(const std::function<void(const std::vector<RunId>&)>& mark);
    void compare();
    void compareWithNothing();
    void openGroups();
    void foldGroups();
    void showSpec();
    void designSelected();
    void branchSelected();
    /// A method and setting, and the seeds that it has, finished or not.
    struct SeededSetting {
        QString label;
        RunId like = 0; ///< a run with its spec
        RunSeeds had;
    };
    /// The settings of runs; why some have none that can be trained again is added to the obstacles.
    [[nodiscard]] std::vector<SeededSetting> settingsOf(const std::vector<RunId>& runs, QStringList& obstacles) const;
    void addSeeds();
    void askForSeeds(SeedsDialog::Plan plan, int count, const QString& note);
    void showCheckpoints();
    void showMessage();
    void chooseColor();
    [[nodiscard]] bool anySelected(bool (RunCommands::*fits)(const RunSummary&) const) const;
    [[nodiscard]] bool mayWrite() const { return workspace_ != nullptr && !workspace_->isReadOnly(); }
    [[nodiscard]] bool canStart(const RunSummary& run) const;
    [[nodiscard]] bool canResume(const RunSummary& run) const;
    [[nodiscard]] bool canStop(const RunSummary& run) const;

    RunTablePanel* table_;
    RunTableModel* model_;
    QWidget* window_;
    QPointer<Workspace> workspace_;
    std::function<int()> momentTask_;
    Question ask_;
    TextQuestion askText_;
    QList<QAction*> actions_;
    QAction* start_;
    QAction* resume_;
    QAction* stop_;
    QAction* remove_;
    QAction* tags_;
    QAction* note_;
    QAction* archive_;
    QAction* showArchived_;
    QAction* copy_;
    QAction* compare_;
    QAction* compareNothing_;
    QAction* openGroups_;
    QAction* foldGroups_;
    QAction* spec_;
    QAction* design_;
    QAction* branch_;
    QAction* seeds_;
    QAction* checkpoints_;
    QAction* message_;
    QAction* color_;
};

} // namespace lightcl
