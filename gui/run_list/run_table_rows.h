#pragma once

#include "run_list/run_filter_model.h"

#include <QConcatenateTablesProxyModel>
#include <optional>
#include <string>

namespace lightcl {

/// The rows of the run table: runs, and the groups that they are put into; filtered, sorted, and compared with a
/// baseline. Kept in step with the runs.
class RunTableRows : public QObject {
    Q_OBJECT
public:
    explicit RunTableRows(RunTableModel& runs, QObject* parent = nullptr);

    [[nodiscard]] RunFilterModel& model() { return filter_; }
    [[nodiscard]] const RunGroupModel& groups() const { return groups_; }

    /// What came of a filter's text: nothing wrong; or why the filter before it stays.
    struct Filtered {
        QString problem;
        std::size_t column = 0;    ///< where, in bytes from 1; 0: nowhere
        bool isUnfinished = false; ///< right so far
    };
    /// Leaves the runs that a text means: words, or an expression.
    Filtered filterBy(const QString& text);

    /// Nothing: no groups; "setting", or a key (compare/listed_groups.h). Throws InputError and leaves them.
    void groupBy(const QString& name);
    [[nodiscard]] const QString& grouping() const { return grouping_; }
    /// What the listed runs may sensibly be grouped by.
    [[nodiscard]] QStringList tellingKeys() const;

    /// The runs of a row: one, or those of its group.
    [[nodiscard]] std::vector<RunId> runsAt(const QModelIndex& row) const;
    /// The rows that together are these runs: a group's where all its runs are meant. Opens groups for the others.
    [[nodiscard]] std::vector<QModelIndex> rowsOf(const std::vector<RunId>& runs);
    void setOpen(const QModelIndex& group, bool open);
    void setAllOpen(bool open) { groups_.setAllOpen(open); }

    /// Shows results as differences to a row's run, or to its group's means.
    void compareWith(const QModelIndex& row);
    void compareWithNothing() { runs_->setBaseline(std::nullopt); }
    [[nodiscard]] bool isBaseline(const QModelIndex& row) const;

signals:
    /// Groups may have other runs than before.
    void regrouped();
    /// The baseline's runs are all gone; results are shown as they are again.
    void baselineLost(const QString& label);

private:
    void regroup();
    void renewBaseline();
    [[nodiscard]] std::vector<const RunRecord*> recordsOf(const std::vector<RunId>& runs) const;
    [[nodiscard]] Baseline groupBaseline(int group) const;

    RunTableModel* runs_;
    RunGroupModel groups_;
    QConcatenateTablesProxyModel all_;
    RunFilterModel filter_;
    QString grouping_;
    std::optional<RunKey> key_;
    QString baselineGrouping_; ///< when the baseline was chosen
};

} // namespace lightcl
