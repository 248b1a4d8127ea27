#include "queue/queue_model.h"

#include "base/units.h"
#include "figures/run_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

QueueModel::QueueModel(QObject* parent) : RunListModel(parent) {}

bool QueueModel::isActive(const RunSummary& run) const {
    return run.state == RunState::Running || run.state == RunState::Queued || waiting_.contains(run.id) ||
           training_.contains(run.id);
}

void QueueModel::listActive() {
    std::vector<RunSummary> active;
    std::ranges::copy_if(all_, std::back_inserter(active), [this](const RunSummary& run) { return isActive(run); });
    std::erase_if(reported_, [&](const auto& entry) {
        return std::ranges::find(active, entry.first, &RunSummary::id) == active.end();
    });
    setRuns(std::move(active));
}

void QueueModel::setAllRuns(const std::vector<RunSummary>& runs) {
    all_ = runs;
    listActive();
}

void QueueModel::setScheduled(std::set<RunId> waiting, std::set<RunId> training) {
    waiting_ = std::move(waiting);
    training_ = std::move(training);
    listActive();
}

void QueueModel::apply(const RunEvent& event) {
    if (event.event != "progress" && event.event != "epoch") return;
    const int row = rowOf(event.run);
    if (row < 0) return;
    reported_[event.run] = RunProgress{{event.task, event.epoch}, event.step, event.steps, event.fraction, event.loss,
                                       event.remainingSeconds};
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int QueueModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

RunProgress QueueModel::progressOf(const RunSummary& run) const {
    const auto reported = reported_.find(run.id);
    const bool newer = reported != reported_.end() && reported->second.fraction >= run.progress.fraction;
    return newer ? reported->second : run.progress;
}

QString QueueModel::text(const RunSummary& run, Column column) const {
    // What tells the runs of an experiment apart comes first, for narrow columns.
    if (column == Run) return QString::fromStdString(fmt::format("{} · {}", runLabel(run), run.name));
    if (run.state != RunState::Running) {
        if (column != Progress) return {};
        if (training_.contains(run.id)) return tr("starting");
        return waiting_.contains(run.id) ? tr("waiting") : tr("queued");
    }
    const RunProgress progress = progressOf(run);
    switch (column) {
    case Progress:
        return (trainsElsewhere(run) ? tr("%1 % elsewhere") : tr("%1 %"))
            .arg(static_cast<int>(progress.fraction * 100));
    case Position: {
        const QString place = tr("task %1, epoch %2").arg(progress.position.task).arg(progress.position.epoch);
        return progress.position.task == 0 ? tr("starting") : place;
    }
    case Loss:
        return progress.position.task == 0 ? QString() : QString::number(progress.loss, 'f', 4);
    case Remaining:
        return progress.remainingSeconds > 0 ? QString::fromStdString(formatSeconds(progress.remainingSeconds))
                                             : QString();
    default:
        return {};
    }
}

QString QueueModel::tip(const RunSummary& run) const {
    if (run.state != RunState::Running)
        return waiting_.contains(run.id) ? tr("Starts as soon as a core is free")
                                         : tr("Choose “Start all” to train it");
    const RunProgress progress = progressOf(run);
    const QString step = tr("Run %1, step %2 of %3 in this epoch").arg(run.id).arg(progress.step).arg(progress.steps);
    if (!trainsElsewhere(run)) return step;
    return tr("%1; another program has started it, process %2 trains it").arg(step).arg(run.workerPid);
}

QVariant QueueModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RunSummary& run = runs()[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(run, column);
    case Qt::ToolTipRole:
        return tip(run);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (column >= Loss ? Qt::AlignRight : Qt::AlignLeft));
    case ProgressRole:
        return run.state == RunState::Running ? QVariant(progressOf(run).fraction) : QVariant();
    default:
        return commonData(run, role);
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section >= Loss) return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Run:
        return tr("Run");
    case Progress:
        return tr("Progress");
    case Position:
        return tr("At");
    case Loss:
        return tr("Loss");
    case Remaining:
        return tr("Remaining");
    default:
        return {};
    }
}

} // namespace lightcl
