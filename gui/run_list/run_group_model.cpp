#include "run_list/run_group_model.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace lightcl {

RunGroupModel::RunGroupModel(RunTableModel& runs, QObject* parent) : QAbstractTableModel(parent), runs_(&runs) {
    // Colours, and which runs are drawn, are told of the runs.
    connect(runs_, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& /*first*/, const QModelIndex& last) {
                if (last.column() == kColorColumn) tell(kColorColumn, kColorColumn);
            });
    connect(runs_, &RunTableModel::baselineChanged, this, [this] { tell(0, columnCount() - 1); });
}

void RunGroupModel::tell(int firstColumn, int lastColumn) {
    if (!rows_.empty()) emit dataChanged(index(0, firstColumn), index(rowCount() - 1, lastColumn));
}

/// Each with the number and fold of the earlier group that it shares runs with, in order of numbers.
std::vector<RunGroupModel::Row> RunGroupModel::continued(std::vector<ListedGroup> groups) {
    std::vector<Row> rows;
    std::set<int> taken;
    for (ListedGroup& group : groups) {
        Row row{0, false, std::move(group)};
        for (const RunId run : row.group.runs) {
            const int before = rowOf(run);
            if (before < 0) continue;
            const Row& known = rows_[static_cast<std::size_t>(before)];
            row.isOpen = known.isOpen;
            if (taken.insert(known.id).second) row.id = known.id;
            break;
        }
        if (row.id == 0) row.id = ++lastId_;
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, &Row::id);
    return rows;
}

void RunGroupModel::setGroups(std::vector<ListedGroup> groups) {
    std::vector<Row> rows = continued(std::move(groups));
    bool changed = rows.size() != rows_.size();
    std::set<int> kept;
    for (const Row& row : rows) kept.insert(row.id);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (kept.contains(rows_[static_cast<std::size_t>(row)].id)) continue;
        changed = true;
        beginRemoveRows({}, row, row);
        rows_.erase(rows_.begin() + row);
        endRemoveRows();
    }
    // What is new has higher numbers than what was there.
    const auto before = rows_.size();
    for (std::size_t row = 0; row < before; ++row) {
        changed = changed || rows_[row].group.runs != rows[row].group.runs;
        rows_[row] = std::move(rows[row]);
    }
    places_.clear();
    if (rows.size() > before) {
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(rows.size()) - 1);
        std::move(rows.begin() + static_cast<std::ptrdiff_t>(before), rows.end(), std::back_inserter(rows_));
    }
    for (std::size_t row = 0; row < rows_.size(); ++row)
        for (const RunId run : rows_[row].group.runs) places_[run] = static_cast<int>(row);
    if (rows_.size() > before) endInsertRows();
    tell(0, columnCount() - 1);
    if (changed) emit membersChanged();
}

int RunGroupModel::rowOf(RunId run) const {
    const auto found = places_.find(run);
    return found == places_.end() ? -1 : found->second;
}

void RunGroupModel::setOpen(int row, bool open) {
    if (isOpen(row) == open) return;
    rows_[static_cast<std::size_t>(row)].isOpen = open;
    emit dataChanged(index(row, 0), index(row, columnCount() - 1), {RunListModel::FoldRole});
    emit membersChanged();
}

void RunGroupModel::setAllOpen(bool open) {
    for (Row& row : rows_) row.isOpen = open;
    tell(0, columnCount() - 1);
    emit membersChanged();
}

int RunGroupModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunGroupModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : runColumns();
}

QVariant RunGroupModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row.group, column);
    case Qt::ToolTipRole:
        return toolTipOf(row.group, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(columnAlignment(column));
    case Qt::DecorationRole:
        return column == kColorColumn ? colorOf(row.group) : QVariant();
    case Qt::AccessibleTextRole:
        return accessibleText(row, column);
    case RunListModel::DrawnRole:
        return std::ranges::all_of(row.group.runs, [this](RunId run) { return runs_->isDrawn(run); });
    case RunListModel::FoldRole:
        return row.isOpen;
    case RunListModel::BaselineRole:
        return isBaseline(row.group);
    case RunListModel::SortRole:
        return sortValueOf(row.group, column);
    default:
        return {};
    }
}

bool RunGroupModel::isBaseline(const ListedGroup& group) const {
    const auto& baseline = runs_->baseline();
    return baseline && baseline->isGroup && baseline->runs == group.runs;
}

QString RunGroupModel::textOf(const ListedGroup& group, int column) const {
    const RunFigure* figure = figureOf(column);
    if (figure == nullptr || column == originColumn()) return {};
    if (column == runColumn("name")) return QString::fromStdString(group.title());
    const GroupFigure* value = group.figure(figure->name);
    if (value != nullptr && runs_->baseline() && !isBaseline(group))
        if (const auto difference = baselineCell(*figure, value->mean.mean, *runs_->baseline()))
            return QString::fromStdString(*difference);
    return QString::fromStdString(groupCell(*figure, group));
}

QString RunGroupModel::toolTipOf(const ListedGroup& group, int column) const {
    const RunFigure* figure = figureOf(column);
    if (figure == nullptr) return tr("Shows or hides the group's runs; in a colour: their method and setting's");
    if (column == runColumn("name") || column == originColumn())
        return tr("%1: select it for all its runs").arg(QString::fromStdString(group.title()));
    QString text = QString::fromStdString(groupCellHelp(*figure, group));
    const GroupFigure* value = group.figure(figure->name);
    if (value != nullptr && runs_->baseline() && !isBaseline(group))
        text += QLatin1Char('\n') + QString::fromStdString(baselineHelp(*figure, value->mean.mean, *runs_->baseline()));
    return text;
}

QVariant RunGroupModel::accessibleText(const Row& row, int column) const {
    if (column == kColorColumn) return row.isOpen ? tr("group, open") : tr("group, folded");
    const QString text = textOf(row.group, column);
    if (column != runColumn("name")) return text;
    const QString fold = row.isOpen ? tr("%1, group, open").arg(text) : tr("%1, group, folded").arg(text);
    return isBaseline(row.group) ? tr("%1, baseline").arg(fold) : fold;
}

QVariant RunGroupModel::sortValueOf(const ListedGroup& group, int column) const {
    const RunFigure* figure = figureOf(column);
    const RunSummary* first = runs_->find(group.runs.front());
    if (figure == nullptr) return qlonglong(group.runs.front());
    if (isResult(*figure)) {
        const GroupFigure* value = group.figure(figure->name);
        return value != nullptr ? QVariant(value->mean.mean) : QVariant();
    }
    if (figure->kind == FigureKind::Count) return first != nullptr ? sortValue(*first, column) : QVariant();
    return textOf(group, column);
}

/// The colour of the method and setting that all its runs have; none where they have several.
QVariant RunGroupModel::colorOf(const ListedGroup& group) const {
    const RunColors& colors = runs_->colors();
    const RunId first = group.runs.front();
    const bool same = std::ranges::all_of(group.runs, [&](RunId run) { return colors.areAlike(first, run); });
    return same ? QVariant(colors.groupColor(first)) : QVariant();
}

} // namespace lightcl
