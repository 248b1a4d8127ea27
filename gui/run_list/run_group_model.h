#pragma once

#include "compare/listed_groups.h"
#include "run_list/run_table_model.h"

#include <QAbstractTableModel>
#include <unordered_map>
#include <vector>

namespace lightcl {

/// The groups that the run table's runs are put into: a row a group, with the run table's columns. A group that changes
/// stays the same row, and open or folded, as long as it has one of its runs.
class RunGroupModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit RunGroupModel(RunTableModel& runs, QObject* parent = nullptr);

    void setGroups(std::vector<ListedGroup> groups);
    [[nodiscard]] const ListedGroup& group(int row) const { return rows_[static_cast<std::size_t>(row)].group; }
    /// The row of the group that has the run; -1: none.
    [[nodiscard]] int rowOf(RunId run) const;
    /// Whether its runs are shown.
    [[nodiscard]] bool isOpen(int row) const { return rows_[static_cast<std::size_t>(row)].isOpen; }
    void setOpen(int row, bool open);
    void setAllOpen(bool open);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

signals:
    /// Other runs are in the groups, or shown beneath them, than before.
    void membersChanged();

private:
    struct Row {
        int id = 0; ///< of the group, in the order they came up
        bool isOpen = false;
        ListedGroup group;
    };

    [[nodiscard]] std::vector<Row> continued(std::vector<ListedGroup> groups);
    void tell(int firstColumn, int lastColumn);
    [[nodiscard]] QString textOf(const ListedGroup& group, int column) const;
    [[nodiscard]] QString toolTipOf(const ListedGroup& group, int column) const;
    [[nodiscard]] QVariant accessibleText(const Row& row, int column) const;
    [[nodiscard]] QVariant sortValueOf(const ListedGroup& group, int column) const;
    [[nodiscard]] QVariant colorOf(const ListedGroup& group) const;
    [[nodiscard]] bool isBaseline(const ListedGroup& group) const;

    RunTableModel* runs_;
    std::vector<Row> rows_; ///< in order of ids
    std::unordered_map<RunId, int> places_;
    int lastId_ = 0;
};

} // namespace lightcl
