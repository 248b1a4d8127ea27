#include "run_list/run_table_rows.h"

#include "compare/filter_tokens.h"
#include "figures/run_names.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lightcl {

RunTableRows::RunTableRows(RunTableModel& runs, QObject* parent) : QObject(parent), runs_(&runs), groups_(runs) {
    all_.addSourceModel(runs_);
    all_.addSourceModel(&groups_);
    filter_.setGroups(runs, groups_);
    filter_.setSourceModel(&all_);
    connect(&filter_, &RunFilterModel::filterChanged, this, &RunTableRows::regroup);
    connect(runs_, &QAbstractItemModel::rowsRemoved, this, &RunTableRows::regroup);
    connect(runs_, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) {
                // Neither which runs are drawn nor what they are compared with changes groups.
                if (first.column() != last.column() && roles.isEmpty()) regroup();
            });
}

RunTableRows::Filtered RunTableRows::filterBy(const QString& text) {
    const std::string expression = text.trimmed().isEmpty() ? std::string() : text.toStdString();
    if (isRunExpression(expression)) {
        try {
            filter_.setExpression(parseRunFilter(expression), asksForArchived(expression));
            return {};
        } catch (const FilterError& error) {
            return {QString::fromUtf8(error.what()), error.column(), error.column() > expression.size()};
        }
    }
    // A key that is being typed, which no run has as a word, empties the table only to fill it again.
    const QString word = text.trimmed();
    const bool isOne = !word.isEmpty() && !word.contains(QLatin1Char(' '));
    const auto begins = [&word](const std::string& name) {
        return QString::fromStdString(name).startsWith(word, Qt::CaseInsensitive);
    };
    if (isOne && !filter_.knowsWord(word) && std::ranges::any_of(runKeyNames(), begins))
        return {tr("No run has the word “%1”; a key begins so: go on with an operator, as in seed > 2").arg(word), 0,
                true};
    filter_.setFilterText(text);
    return {};
}

void RunTableRows::groupBy(const QString& name) {
    std::optional<RunKey> key;
    if (!name.isEmpty()) {
        key = groupingKey(name.toStdString());
        static_cast<void>(listedGroups({}, key)); // throws for a result
    }
    grouping_ = name;
    key_ = std::move(key);
    regroup();
}

void RunTableRows::regroup() {
    std::vector<ListedGroup> groups;
    if (!grouping_.isEmpty()) {
        std::vector<const RunRecord*> listed;
        const auto& records = runs_->records();
        for (std::size_t row = 0; row < records.size(); ++row)
            if (filter_.lists(static_cast<int>(row))) listed.push_back(records[row]);
        groups = listedGroups(listed, key_);
    }
    if (!groups.empty() || groups_.rowCount() > 0) groups_.setGroups(std::move(groups));
    renewBaseline();
    emit regrouped();
}

QStringList RunTableRows::tellingKeys() const {
    QStringList names;
    for (const auto& name : lightcl::tellingKeys(runs_->records())) names << QString::fromStdString(name);
    return names;
}

std::vector<RunId> RunTableRows::runsAt(const QModelIndex& row) const {
    const int group = filter_.groupRow(row);
    if (group >= 0) return groups_.group(group).runs;
    return {row.data(RunListModel::RunIdRole).toLongLong()};
}

std::vector<QModelIndex> RunTableRows::rowsOf(const std::vector<RunId>& runs) {
    std::set<RunId> left(runs.begin(), runs.end());
    std::vector<QModelIndex> rows;
    const auto indexOf = [this](int row) { return filter_.mapFromSource(all_.index(row, 0)); };
    std::set<int> whole;
    for (const RunId run : runs) {
        const int group = groups_.rowOf(run);
        if (group < 0 || !left.contains(run)) continue;
        const auto& members = groups_.group(group).runs;
        if (std::ranges::all_of(members, [&](RunId member) { return left.contains(member); })) {
            for (const RunId member : members) left.erase(member);
            whole.insert(group);
        } else {
            groups_.setOpen(group, true);
        }
    }
    // Rows are found once all groups are open that have to be.
    std::set<int> named;
    for (const RunId run : runs) {
        const int group = groups_.rowOf(run);
        const QModelIndex row = whole.contains(group) ? indexOf(runs_->rowCount() + group) : indexOf(runs_->rowOf(run));
        if (row.isValid() && named.insert(row.row()).second) rows.push_back(row);
    }
    return rows;
}

void RunTableRows::setOpen(const QModelIndex& group, bool open) {
    const int row = filter_.groupRow(group);
    if (row >= 0) groups_.setOpen(row, open);
}

std::vector<const RunRecord*> RunTableRows::recordsOf(const std::vector<RunId>& runs) const {
    std::vector<const RunRecord*> records;
    for (const RunId run : runs)
        if (const int row = runs_->rowOf(run); row >= 0)
            records.push_back(runs_->records()[static_cast<std::size_t>(row)]);
    return records;
}

Baseline RunTableRows::groupBaseline(int group) const {
    const ListedGroup& chosen = groups_.group(group);
    return baselineOf(chosen.label, recordsOf(chosen.runs), true);
}

void RunTableRows::compareWith(const QModelIndex& row) {
    baselineGrouping_ = grouping_;
    if (const int group = filter_.groupRow(row); group >= 0) return runs_->setBaseline(groupBaseline(group));
    const auto records = recordsOf(runsAt(row));
    if (!records.empty()) runs_->setBaseline(baselineOf(runTitle(records.front()->summary), records, false));
}

bool RunTableRows::isBaseline(const QModelIndex& row) const {
    return row.isValid() && row.data(RunListModel::BaselineRole).toBool();
}

/// A group stays the baseline as it grows; without it, for the runs are put together otherwise or filtered, those of
/// its runs that are there.
void RunTableRows::renewBaseline() {
    if (!runs_->baseline()) return;
    const Baseline before = *runs_->baseline();
    const auto records = recordsOf(before.runs);
    if (records.empty()) {
        runs_->setBaseline(std::nullopt);
        emit baselineLost(QString::fromStdString(before.label));
        return;
    }
    const bool asThen = before.isGroup && grouping_ == baselineGrouping_;
    const int group = asThen ? groups_.rowOf(records.front()->summary.id) : -1;
    runs_->setBaseline(group >= 0 ? groupBaseline(group) : baselineOf(before.label, records, before.isGroup));
}

} // namespace lightcl
