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

void RunFilterModel::setGroups(const RunTableModel& runs, RunGroupModel& groups) {
    runs_ = &runs;
    groups_ = &groups;
    // Which runs stand where is decided anew; rows alone would be put in by an order that holds no longer.
    connect(groups_, &RunGroupModel::membersChanged, this, &RunFilterModel::invalidate);
    connect(runs_, &RunTableModel::factsChanged, this, &RunFilterModel::tellFilter);
}

void RunFilterModel::setSourceModel(QAbstractItemModel* model) {
    if (const auto* runs = qobject_cast<const RunTableModel*>(model)) runs_ = runs;
    // Before the rows are looked at again, which the base does as it hears of them.
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &RunFilterModel::outdate);
    connect(model, &QAbstractItemModel::dataChanged, this, &RunFilterModel::outdate);
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
    if (role == RunListModel::DepthRole)
        return index.isValid() ? static_cast<int>(ancestry(mapToSource(index).row()).size()) - 1 : 0;
    if (role == RunListModel::InGroupRole)
        return index.isValid() && hasGroups() && ancestry(mapToSource(index).row()).size() > 1;
    return QSortFilterProxyModel::data(index, role);
}

int RunFilterModel::groupRow(const QModelIndex& index) const {
    if (!index.isValid()) return -1;
    return std::max(mapToSource(index).row() - runCount(), -1);
}

std::vector<int> RunFilterModel::ancestryInGroups(int sourceRow) const {
    if (sourceRow >= runCount()) return {sourceRow};
    const int group = groups_->rowOf(runs_->runs()[static_cast<std::size_t>(sourceRow)].id);
    return group < 0 ? std::vector<int>{sourceRow} : std::vector<int>{runCount() + group, sourceRow};
}

std::vector<int> RunFilterModel::ancestry(int sourceRow) const {
    if (hasGroups()) return ancestryInGroups(sourceRow);
    std::vector<int> rows{sourceRow};
    int row = sourceRow;
    for (int steps = 0; steps < runCount(); ++steps) {
        const auto& parent = runs_->runs()[static_cast<std::size_t>(row)].parentRun;
        row = parent ? runs_->rowOf(*parent) : -1;
        if (row < 0) {
            std::ranges::reverse(rows);
            return rows;
        }
        if (lists(row)) rows.push_back(row);
    }
    return {sourceRow}; // round in circles, as only a damaged store has it
}

void RunFilterModel::gatherBranches() {
    if (runs_ == nullptr || hasGroups()) return;
    const bool any = std::ranges::any_of(runs_->runs(), [](const auto& run) { return run.parentRun.has_value(); });
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
    expression_ = nullptr;
    lookUp();
    tellFilter();
}

void RunFilterModel::setExpression(RunFilter filter, bool asksForArchived) {
    text_.clear();
    wanted_.clear();
    expression_ = std::move(filter);
    expressionAsksForArchived_ = asksForArchived;
    tellFilter();
}

void RunFilterModel::setShowsArchived(bool shows) {
    showsArchived_ = shows;
    tellFilter();
}

void RunFilterModel::tellFilter() {
    outdate();
    invalidateRowsFilter();
    if (hadBranches_) gatherBranches();
    emit filterChanged();
}

void RunFilterModel::lookUp() {
    for (int row = 0; !wanted_.empty() && row < runCount(); ++row) {
        const QStringList words = wordsOf(row);
        for (Wanted& wanted : wanted_)
            wanted.isWhole = wanted.isWhole || words.contains(wanted.word, Qt::CaseInsensitive);
    }
}

bool RunFilterModel::knowsWord(const QString& word) const {
    for (int row = 0; row < runCount(); ++row)
        for (const QString& known : wordsOf(row))
            if (known.contains(word, Qt::CaseInsensitive)) return true;
    return false;
}

QString RunFilterModel::cell(int sourceRow, std::string_view figure) const {
    return runs_->index(sourceRow, runColumn(figure)).data().toString();
}

QStringList RunFilterModel::wordsOf(int sourceRow) const {
    QStringList words{QStringLiteral("seed")};
    for (const std::string_view figure : {"name", "method", "state", "dataset", "backbone", "seed"})
        words += cell(sourceRow, figure).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    words += cell(sourceRow, "tags").split(QStringLiteral(", "), Qt::SkipEmptyParts);
    return words;
}

bool RunFilterModel::lists(int runRow) const {
    if (isOutdated_) {
        isOutdated_ = false;
        meant_.clear();
        for (int row = 0; row < runCount(); ++row) meant_.push_back(isMeant(row) ? 1 : 0);
    }
    return static_cast<std::size_t>(runRow) < meant_.size() && meant_[static_cast<std::size_t>(runRow)] != 0;
}

bool RunFilterModel::isMeant(int row) const {
    const RunSummary& run = runs_->runs()[static_cast<std::size_t>(row)];
    const bool archivedToo = showsArchived_ || (expression_ && expressionAsksForArchived_);
    if (!archivedToo && run.archived != 0) return false;
    if (expression_) return expression_(*runs_->records()[static_cast<std::size_t>(row)]);
    if (wanted_.empty()) return true;
    const QStringList words = wordsOf(row);
    return std::ranges::all_of(wanted_, [&](const Wanted& wanted) {
        if (wanted.isSeed) return cell(row, "seed") == wanted.word;
        if (wanted.isWhole) return words.contains(wanted.word, Qt::CaseInsensitive);
        return std::ranges::any_of(
            words, [&](const QString& word) { return word.contains(wanted.word, Qt::CaseInsensitive); });
    });
}

bool RunFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& /*sourceParent*/) const {
    if (sourceRow >= runCount()) return true; // a group has a run that is meant
    if (!lists(sourceRow)) return false;
    const int group = hasGroups() ? groups_->rowOf(runs_->runs()[static_cast<std::size_t>(sourceRow)].id) : -1;
    return group < 0 || groups_->isOpen(group);
}

bool RunFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const std::vector<int> ofLeft = ancestry(left.row());
    const std::vector<int> ofRight = ancestry(right.row());
    const auto [a, b] = std::ranges::mismatch(ofLeft, ofRight);
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    // The run before its branches, and the group before its runs, in whichever order the others are.
    if (a == ofLeft.end()) return ascending && b != ofRight.end();
    if (b == ofRight.end()) return !ascending;
    // Runs of no group come last.
    const bool isGroup = *a >= runCount();
    if (isGroup != (*b >= runCount())) return isGroup == ascending;
    return comesFirst(*a, *b, left.column());
}

QVariant RunFilterModel::sortValueAt(int row, int column) const {
    if (row >= runCount()) return groups_->index(row - runCount(), column).data(sortRole());
    return runs_->index(row, column).data(sortRole());
}

bool RunFilterModel::comesFirst(int left, int right, int column) const {
    const QVariant a = sortValueAt(left, column);
    const QVariant b = sortValueAt(right, column);
    if (a.isValid() != b.isValid()) return !a.isValid();
    // Runs that are alike in this column stay in the order they were made.
    if (a == b) return left < right;
    if (a.typeId() == QMetaType::QString)
        return QString::compare(a.toString(), b.toString(), sortCaseSensitivity()) < 0;
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

} // namespace lightcl
