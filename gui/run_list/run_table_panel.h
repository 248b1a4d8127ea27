#pragma once

#include "run_list/run_filter_model.h"
#include "run_list/run_table_model.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

namespace lightcl {

/// The run table with its filter line, or, while there is nothing to show, a page that says what to do.
class RunTablePanel : public QWidget {
    Q_OBJECT
public:
    explicit RunTablePanel(RunTableModel& model, QWidget* parent = nullptr);

    /// The selected runs, the current one first.
    [[nodiscard]] std::vector<RunId> selectedRuns() const;
    void selectRuns(const std::vector<RunId>& runs);
    /// The selected rows, or all when none is, with the shown columns' titles, tab-separated.
    [[nodiscard]] QString selectionAsText() const;
    void focusFilter();
    void setShowsArchived(bool shows);
    /// Puts a box that checks and unchecks the action beside the filter line.
    void addCheckBox(QAction* action);

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
    void openDatabaseRequested();
    void openAgainRequested();
    void designerRequested();

private:
    void setUpView();
    void setUpHint();
    void showColumnMenu(const QPoint& place);
    void chooseWhatShows();
    void showOriginsOnce();

    RunTableModel* model_;
    RunFilterModel* filter_;
    QLineEdit* filterLine_;
    QHBoxLayout* head_;
    QTableView* view_;
    QStackedWidget* pages_;
    QLabel* hint_;
    QPushButton* design_;
    QPushButton* openOther_;
    QPushButton* openAgain_;
    QString problem_;
    bool isLost_ = false;
    bool showedOrigins_ = false;
};

} // namespace lightcl
