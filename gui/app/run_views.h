#pragma once

#include "app/panels.h"
#include "app/workspace.h"
#include "moment/run_moment.h"
#include "overview/overview_panel.h"
#include "run_list/run_table_panel.h"

#include <QAction>
#include <QPointer>

namespace lightcl {

/// Decides which runs the panels show (reading/shown_runs.h), marks them in the run table, and holds overview and table
/// together: methods chosen in the one are runs selected in the other. The panels share one moment.
class RunViews : public QObject {
    Q_OBJECT
public:
    RunViews(RunTablePanel& table, RunTableModel& model, OverviewPanel& overview, std::vector<NamedPanel> panels,
             QAction& follow, QObject* parent);

    /// Shows nothing until this database's runs are read; nullptr: there is none.
    void setWorkspace(Workspace* workspace);
    /// Asks for the runs that are to be shown now, if those are others.
    void update();
    [[nodiscard]] RunMoment& moment() { return moment_; }

signals:
    /// The panels show what was last asked for.
    void filled();
    /// The database's runs, and what they come to, are known for the first time.
    void opened();
    /// Runs were selected in the table, not in the overview.
    void picked();

private:
    void fill(const std::vector<RunDataPtr>& runs);
    void choose(const std::vector<RunId>& runs);
    void onSelection();
    void onOverview(const StoreOverview& overview);

    RunTablePanel* table_;
    RunTableModel* model_;
    OverviewPanel* overview_;
    std::vector<NamedPanel> panels_;
    QAction* follow_;
    RunMoment moment_;
    QPointer<Workspace> workspace_;
    std::vector<RunRequest> shown_;
    std::vector<RunId> standIns_; ///< runsOfOverview()
    bool overviewKnown_ = false;
    bool choosing_ = false; ///< the table's selection is being set from the overview
};

} // namespace lightcl
