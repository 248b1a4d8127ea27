#include "run_list/run_filter_model.h"

#include "run_list/run_columns.h"
#include "run_list/run_list_model.h"

#include <algorithm>

namespace lightcl {

RunFilterModel::RunFilterModel(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(RunListModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void RunFilterModel::setFilterText(const QString& text) {
    words_ = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

bool RunFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    if (words_.isEmpty()) return true;
    QString row;
    for (const std::string_view figure : {"name", "method", "state", "dataset", "backbone", "seed"}) {
        const QModelIndex cell = sourceModel()->index(sourceRow, runColumn(figure), sourceParent);
        row += (figure == "seed" ? QStringLiteral("seed ") : QString()) + cell.data().toString() + QLatin1Char('\n');
    }
    return std::ranges::all_of(words_, [&](const QString& word) { return row.contains(word, Qt::CaseInsensitive); });
}

bool RunFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a.isValid() != b.isValid()) return !a.isValid();
    // Runs that are alike in this column stay in the order they were made.
    if (a == b) return left.row() < right.row();
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace lightcl
