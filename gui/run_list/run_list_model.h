#pragma once

#include "runs/rows.h"

#include <QAbstractTableModel>
#include <vector>

namespace lightcl {

/// Rows that are runs: keeps them in step with the store with as few changes as possible, so that a selection and a
/// scroll position survive an update.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        SortRole = Qt::UserRole + 1, ///< see sortValue()
        RunIdRole,                   ///< qlonglong
        StateRole,                   ///< int(RunState)
        ProgressRole,                ///< 0 … 1 for a running run, else invalid
        DrawnRole,                   ///< whether the plots show it; invalid where that is not known
        ParentRole,                  ///< qlonglong: the run that a branch is of; invalid where there is none any more
        DepthRole,                   ///< int: how many of a branch's ancestors are listed; of RunFilterModel
        InGroupRole,                 ///< whether it stands beneath its group; of RunFilterModel
        FoldRole,                    ///< of a row that is a group: whether its runs are shown; else invalid
        BaselineRole                 ///< whether the others are compared with it
    };
    using QAbstractTableModel::QAbstractTableModel;

    /// The runs as they are now, in order of their ids.
    void setRuns(std::vector<RunSummary> runs);
    [[nodiscard]] const std::vector<RunSummary>& runs() const { return runs_; }
    /// The run of that id, or nullptr.
    [[nodiscard]] const RunSummary* find(RunId run) const;
    [[nodiscard]] int rowOf(RunId run) const; ///< -1 when absent
    /// What the run is called where people read: "quick start: ER, seed 0"; its number when it is not listed.
    [[nodiscard]] QString titleOf(RunId run) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

protected:
    /// RunIdRole, StateRole and ProgressRole of a row; invalid for other roles.
    [[nodiscard]] QVariant commonData(const RunSummary& run, int role) const;

private:
    void removeAllBut(const std::vector<RunSummary>& kept); ///< `kept` in order of ids

    std::vector<RunSummary> runs_;
};

} // namespace lightcl
