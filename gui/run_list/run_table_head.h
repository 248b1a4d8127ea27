#pragma once

#include "run_list/filter_edit.h"
#include "run_list/group_box.h"
#include "run_list/run_table_rows.h"
#include "run_list/saved_filters.h"
#include "widgets/elided_label.h"
#include "widgets/error_label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace lightcl {

/// What stands above the run table: the filter line, what the runs are grouped by and compared with, and what is wrong
/// with either.
class RunTableHead : public QVBoxLayout {
    Q_OBJECT
public:
    /// `parent`: the widget whose children the controls are.
    RunTableHead(RunTableRows& rows, const RunTableModel& runs, QWidget* parent);

    void setEnabled(bool enabled);
    void focusFilter();
    /// Puts a box that checks and unchecks the action beside the filter line.
    void addCheckBox(QAction* action);
    /// Groups by a name; one that is none is told.
    void groupBy(const QString& name);

signals:
    void filterEdited();
    void groupsChosen(bool any);

private:
    void filter(const QString& text);
    void showBaseline();

    RunTableRows* rows_;
    const RunTableModel* runs_;
    FilterEdit* filterLine_;
    SavedFilters* saved_;
    QHBoxLayout* filterRow_;
    GroupBox* groupBox_;
    ElidedLabel* baseline_;
    QPushButton* unpin_;
    ErrorLabel* filterProblem_;
    QLabel* filterHint_; ///< what an unfinished expression lacks
    ErrorLabel* problem_;
};

} // namespace lightcl
