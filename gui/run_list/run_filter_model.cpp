#include "run_list/run_filter_model.h"

#include "run_list/run_columns.h"
#include "run_list/run_list_model.h"

#include <algorithm>

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
}

void RunFilterModel::setShowsArchived(bool shows) {
    showsArchived_ = shows;
    invalidateRowsFilter();
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
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a.isValid() != b.isValid()) return !a.isValid();
    // Runs that are alike in this column stay in the order they were made.
    if (a == b) return left.row() < right.row();
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace lightcl
