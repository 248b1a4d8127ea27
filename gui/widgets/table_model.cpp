#include "widgets/table_model.h"

#include <utility>

namespace lightcl {

void TableModel::show(Table table) {
    beginResetModel();
    table_ = std::move(table);
    endResetModel();
}

int TableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.columns.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    const auto column = static_cast<std::size_t>(index.column());
    const auto text = [&] {
        return QString::fromStdString(table_.rows[static_cast<std::size_t>(index.row())][column]);
    };
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return text();
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter |
                                (table_.columns[column].align == Table::Align::Right ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

/// A group's name stands over each of its columns: a view has one row of titles.
QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const auto& column = table_.columns[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(column.align == Table::Align::Right ? Qt::AlignRight | Qt::AlignBottom
                                                                    : Qt::AlignLeft | Qt::AlignBottom);
    if (role != Qt::DisplayRole) return {};
    const auto title = QString::fromStdString(column.title);
    return column.group.empty() ? title : QString::fromStdString(column.group) + '\n' + title;
}

} // namespace lightcl
