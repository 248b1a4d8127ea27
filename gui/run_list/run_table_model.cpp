#include "run_list/run_table_model.h"

namespace lightcl {

namespace {

Qt::Alignment alignment(RunColumn column) {
    // A short number right beside a left-aligned word would run into it.
    if (column == RunColumn::Seed) return Qt::AlignCenter;
    return Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

RunTableModel::RunTableModel(RunColors colors, QObject* parent) : RunListModel(parent), colors_(std::move(colors)) {}

void RunTableModel::setColors(RunColors colors) {
    colors_ = std::move(colors);
    tellColors();
}

void RunTableModel::setPlaces(RunPlaces places) {
    colors_.setPlaces(std::move(places));
    tellColors();
}

void RunTableModel::chooseColor(RunId run, const QColor& color) {
    colors_.choose(run, color);
    tellColors();
}

void RunTableModel::tellColors() {
    constexpr int column = static_cast<int>(RunColumn::Color);
    if (rowCount() > 0) emit dataChanged(index(0, column), index(rowCount() - 1, column));
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kRunColumns;
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RunSummary& run = runs()[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<RunColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(run, column);
    case Qt::ToolTipRole:
        return cellToolTip(run, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignment(column));
    case Qt::DecorationRole:
        return column == RunColumn::Color ? QVariant(colors_.color(run.id)) : QVariant();
    // A colour alone says nothing to a screen reader.
    case Qt::AccessibleTextRole:
        return column == RunColumn::Color ? colors_.color(run.id).name() : cellText(run, column);
    case SortRole:
        return sortValue(run, column);
    default:
        return commonData(run, role);
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kRunColumns) return {};
    const auto column = static_cast<RunColumn>(section);
    if (role == Qt::DisplayRole) return columnTitle(column);
    if (role == Qt::ToolTipRole) return columnHelp(column);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(alignment(column));
    return {};
}

} // namespace lightcl
