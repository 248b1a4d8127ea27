#pragma once

#include "figures/store_overview.h"
#include "run_list/run_colors.h"

#include <QAbstractTableModel>

namespace lightcl {

/// The overview as a table: a row a method and its settings, with its figures' means and deviations.
class OverviewModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Method, Seeds, Accuracy, Memory, TaskIl, Forgetting, Time, Setting, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole + 1, ///< a number or a text
        ShareRole,                   ///< of a bar: how much of the column's width it takes, in [0,1]
        SpreadRole,                  ///< the deviation on the same scale, where there is one
        ColorRole                    ///< the group's
    };
    using QAbstractTableModel::QAbstractTableModel;

    void show(const StoreOverview& overview);
    /// `colors` outlives this. Their colours are looked up by each group's first run.
    void setColors(const RunColors* colors);
    [[nodiscard]] const StoreOverview& overview() const { return overview_; }
    [[nodiscard]] const OverviewRow& row(int row) const { return *rows_[static_cast<std::size_t>(row)].row; }
    /// The most bytes of any row's peak: the width of the memory column.
    [[nodiscard]] double mostBytes() const { return mostBytes_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        const OverviewSetting* setting;
        const OverviewRow* row;
    };

    [[nodiscard]] std::optional<MeanSd> mean(const Entry& entry, Column column) const;
    [[nodiscard]] QString text(const Entry& entry, Column column) const;
    [[nodiscard]] QString tip(const Entry& entry, Column column) const;
    [[nodiscard]] QVariant sortValue(const Entry& entry, Column column) const;
    [[nodiscard]] double scaleOf(Column column) const;

    StoreOverview overview_;
    std::vector<Entry> rows_;
    double mostBytes_ = 0;
    const RunColors* colors_ = nullptr;
};

} // namespace lightcl
