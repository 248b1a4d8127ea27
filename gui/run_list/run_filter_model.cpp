#include "run_list/run_filter_model.h"

#include "run_list/run_columns.h"
#include "run_list/run_list_model.h"

#include <algorithm>
#include <utility>

namespace lightcl {

RunFilterModel::RunFilterModel(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(RunListModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void RunFilterModel::setSourceModel(QAbstractItemModel* model) {
    QSortFilterProxyModel::setSourceModel(model);
    // Other runs may make a part of a word a word of its own.
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, [this] {
            if (!text_.isEmpty()) setFilterText(text_);
        });
    // What is sorted in before its parent is listed, or stays when that goes, stands in a wrong place.
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &RunFilterModel::gatherBranches);
    connect(model, &QAbstractItemModel::dataChanged, this, &RunFilterModel::gatherBranches);
}

QVariant RunFilterModel::data(const QModelIndex& index, int role) const {
    if (role != RunListModel::DepthRole) return QSortFilterProxyModel::data(index, role);
    return index.isValid() ? static_cast<int>(ancestry(mapToSource(index).row()).size()) - 1 : 0;
}

std::vector<int> RunFilterModel::ancestry(int sourceRow) const {
    const auto* runs = qobject_cast<const RunListModel*>(sourceModel());
    std::vector<int> rows{sourceRow};
    int row = sourceRow;
    for (int steps = 0; runs != nullptr && steps < runs->rowCount(); ++steps) {
        const QVariant parent = runs->index(row, 0).data(RunListModel::ParentRole);
        row = parent.isValid() ? runs->rowOf(parent.toLongLong()) : -1;
        if (row < 0) {
            std::ranges::reverse(rows);
            return rows;
        }
        if (filterAcceptsRow(row, {})) rows.push_back(row);
    }
    return {sourceRow}; // round in circles, as only a damaged store has it
}

void RunFilterModel::gatherBranches() {
    bool any = false;
    for (int row = 0; !any && row < sourceModel()->rowCount(); ++row)
        any = sourceModel()->index(row, 0).data(RunListModel::ParentRole).isValid();
    if (!any && !hadBranches_) return;
    hadBranches_ = any;
    const int column = std::max(sortColumn(), 0);
    for (int row = 1; row < rowCount(); ++row) {
        QModelIndex first = mapToSource(index(row - 1, column));
        QModelIndex second = mapToSource(index(row, column));
        if (sortOrder() == Qt::DescendingOrder) std::swap(first, second);
        if (!lessThan(second, first)) continue;
        invalidate();
        return;
    }
}

void RunFilterModel::setFilterText(const QString& text) {
    text_ = text;
    wanted_.clear();
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i) {
        bool isNumber = false;
        if (i + 1 < words.size()) words[i + 1].toLongLong(&isNumber);
        if (words[i].compare(QLatin1String("seed"), Qt::CaseInsensitive) == 0 && isNumber)
            wanted_.push_back({words[++i], true, true});
        else
            wanted_.push_back({words[i]});
    }
    lookUp();
    invalidateRowsFilter();
    if (hadBranches_) gatherBranches();
}

void RunFilterModel::setShowsArchived(bool shows) {
    showsArchived_ = shows;
    invalidateRowsFilter();
    if (hadBranches_) gatherBranches();
}

void RunFilterModel::lookUp() {
    for (int row = 0; !wanted_.empty() && row < sourceModel()->rowCount(); ++row) {
        const QStringList words = wordsOf(row);
        for (Wanted& wanted : wanted_)
            wanted.isWhole = wanted.isWhole || words.contains(wanted.word, Qt::CaseInsensitive);
    }
}

QString RunFilterModel::cell(int sourceRow, std::string_view figure) const {
    return sourceModel()->index(sourceRow, runColumn(figure)).data().toString();
}

QStringList RunFilterModel::wordsOf(int sourceRow) const {
    QStringList words{QStringLiteral("seed")};
    for (const std::string_view figure : {"name", "method", "state", "dataset", "backbone", "seed"})
        words += cell(sourceRow, figure).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    words += cell(sourceRow, "tags").split(QStringLiteral(", "), Qt::SkipEmptyParts);
    return words;
}

bool RunFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& /*sourceParent*/) const {
    if (!showsArchived_ && !cell(sourceRow, "archived").isEmpty()) return false;
    if (wanted_.empty()) return true;
    const QStringList words = wordsOf(sourceRow);
    return std::ranges::all_of(wanted_, [&](const Wanted& wanted) {
        if (wanted.isSeed) return cell(sourceRow, "seed") == wanted.word;
        if (wanted.isWhole) return words.contains(wanted.word, Qt::CaseInsensitive);
        return std::ranges::any_of(
            words, [&](const QString& word) { return word.contains(wanted.word, Qt::CaseInsensitive); });
    });
}

bool RunFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const std::vector<int> ofLeft = ancestry(left.row());
    const std::vector<int> ofRight = ancestry(right.row());
    const auto [a, b] = std::ranges::mismatch(ofLeft, ofRight);
    // The run before its branches, in whichever order the others are.
    if (a == ofLeft.end()) return sortOrder() == Qt::AscendingOrder && b != ofRight.end();
    if (b == ofRight.end()) return sortOrder() == Qt::DescendingOrder;
    return comesFirst(left.siblingAtRow(*a), right.siblingAtRow(*b));
}

bool RunFilterModel::comesFirst(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a.isValid() != b.isValid()) return !a.isValid();
    // Runs that are alike in this column stay in the order they were made.
    if (a == b) return left.row() < right.row();
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace lightcl
