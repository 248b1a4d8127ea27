#pragma once

#include "run_list/run_table_columns.h"
#include "run_list/run_table_head.h"
#include "run_list/run_table_view.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace lightcl {

/// The run table with its filter line, groups and baseline, or, while there is nothing to show, a page that says what
/// to do.
class RunTablePanel : public QWidget {
    Q_OBJECT
public:
    explicit RunTablePanel(RunTableModel& model, QWidget* parent = nullptr);

    /// The selected runs, those of a selected group among them, the current one first.
    [[nodiscard]] std::vector<RunId> selectedRuns() const;
    void selectRuns(const std::vector<RunId>& runs);
    /// The selected rows, or all when none is, with the shown columns' titles, tab-separated.
    [[nodiscard]] QString selectionAsText() const;
    void focusFilter();
    void setShowsArchived(bool shows);
    /// Puts a box that checks and unchecks the action beside the filter line.
    void addCheckBox(QAction* action) { head_->addCheckBox(action); }
    /// Groups the runs: "" by nothing, "setting" over seeds, or by a key (compare/listed_groups.h).
    void groupBy(const QString& name) { head_->groupBy(name); }
    /// Opens or folds every group.
    void setAllOpen(bool open) { rows_.setAllOpen(open); }
    /// Shows results as differences to the current row's.
    void compareWithCurrent();
    void compareWithNothing() { rows_.compareWithNothing(); }
    /// Whether the current row is what the others are compared with.
    [[nodiscard]] bool isCurrentBaseline() const { return rows_.isBaseline(view_->currentIndex()); }
    [[nodiscard]] bool isGrouped() const { return !rows_.grouping().isEmpty(); }
    [[nodiscard]] QMenu& columnMenu() { return columns_->menu(); }

    /// The database cannot be used: says why and offers another. An empty text takes that back.
    void showProblem(const QString& reason);
    /// The database is gone from its place: the same, and offers to open it again.
    void showLost(const QString& reason);
    [[nodiscard]] QString shownHint() const; ///< of the page that stands in for the table; empty while it shows

    void saveSettings() const;
    void restoreSettings();

    [[nodiscard]] QTableView* view() const { return view_; }

signals:
    void selectionChanged();
    void message(const QString& text);
    void openDatabaseRequested();
    void openAgainRequested();
    void designerRequested();

private:
    void setUpView();
    void setUpHint();
    void chooseWhatShows();
    void showOriginsOnce();
    void tellRegrouped();

    RunTableModel* model_;
    RunTableRows rows_;
    RunFilterModel* filter_;
    RunTableView* view_;
    RunTableColumns* columns_;
    RunTableHead* head_;
    QStackedWidget* pages_;
    QLabel* hint_;
    QPushButton* design_;
    QPushButton* openOther_;
    QPushButton* openAgain_;
    QString problem_;
    std::vector<RunId> told_; ///< the selected runs as last told
    bool isLost_ = false;
    bool showedOrigins_ = false;
};

} // namespace lightcl
