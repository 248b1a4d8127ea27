#include "run_list/run_list_model.h"

#include "figures/run_names.h"

#include <algorithm>
#include <iterator>

namespace lightcl {

void RunListModel::setRuns(std::vector<RunSummary> runs) {
    std::ranges::sort(runs, {}, &RunSummary::id);
    removeAllBut(runs);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (i < runs_.size() && runs_[i].id == runs[i].id) {
            runs_[i] = std::move(runs[i]);
            continue;
        }
        // A row at a time would have sorting, filtering and the view begin anew for each run of a large store.
        std::size_t end = i + 1;
        while (end < runs.size() && (i >= runs_.size() || runs[end].id < runs_[i].id)) ++end;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        const auto first = runs.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last = runs.begin() + static_cast<std::ptrdiff_t>(end);
        runs_.insert(runs_.begin() + static_cast<std::ptrdiff_t>(i), std::make_move_iterator(first),
                     std::make_move_iterator(last));
        endInsertRows();
        i = end - 1;
    }
    if (!runs_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

/// Neighbours go together: a row at a time would have the view scroll for each of a large store's.
void RunListModel::removeAllBut(const std::vector<RunSummary>& kept) {
    const auto goes = [&](std::size_t row) {
        return !std::ranges::binary_search(kept, runs_[row].id, {}, &RunSummary::id);
    };
    for (std::size_t end = runs_.size(); end > 0; --end) {
        if (!goes(end - 1)) continue;
        std::size_t first = end - 1;
        while (first > 0 && goes(first - 1)) --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(first),
                    runs_.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        end = first + 1;
    }
}

const RunSummary* RunListModel::find(RunId run) const {
    const int row = rowOf(run);
    return row < 0 ? nullptr : &runs_[static_cast<std::size_t>(row)];
}

QString RunListModel::titleOf(RunId run) const {
    const RunSummary* row = find(run);
    return row != nullptr ? QString::fromStdString(runTitle(*row)) : tr("run %1").arg(run);
}

int RunListModel::rowOf(RunId run) const {
    const auto found = std::ranges::lower_bound(runs_, run, {}, &RunSummary::id);
    return found == runs_.end() || found->id != run ? -1 : static_cast<int>(found - runs_.begin());
}

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

QVariant RunListModel::commonData(const RunSummary& run, int role) const {
    switch (role) {
    case RunIdRole:
        return qlonglong(run.id);
    case StateRole:
        return static_cast<int>(run.state);
    case ProgressRole:
        return run.state == RunState::Running ? QVariant(run.progress.fraction) : QVariant();
    case ParentRole:
        return run.parentRun ? QVariant(qlonglong(*run.parentRun)) : QVariant();
    default:
        return {};
    }
}

} // namespace lightcl
