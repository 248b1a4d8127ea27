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

void QueueModel::setScheduled(std::set<RunId> waiting, std::set<RunId> training, std::set<RunId> stopping) {
    waiting_ = std::move(waiting);
    training_ = std::move(training);
    stopping_ = std::move(stopping);
    std::erase_if(stages_, [this](const auto& entry) { return !training_.contains(entry.first); });
    listActive();
}

void QueueModel::apply(const RunEvent& event) {
    const int row = rowOf(event.run);
    if (row < 0) return;
    if (event.event == "stage") {
        stages_[event.run] = QString::fromStdString(event.message);
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (event.event != "progress" && event.event != "epoch") return;
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
    const auto stage = stages_.find(run.id);
    const bool hasStage = stage != stages_.end();
    if (run.state != RunState::Running) {
        if (column == Position && training_.contains(run.id))
            return hasStage ? stage->second : tr("loading the training program");
        if (column != Progress) return {};
        if (stopping_.contains(run.id)) return tr("stopping");
        if (training_.contains(run.id)) return tr("starting");
        return waiting_.contains(run.id) ? tr("waiting") : tr("queued");
    }
    const RunProgress progress = progressOf(run);
    switch (column) {
    case Progress:
        if (stopping_.contains(run.id)) return tr("stopping");
        return (trainsElsewhere(run) ? tr("%1 % elsewhere") : tr("%1 %"))
            .arg(static_cast<int>(progress.fraction * 100));
    case Position: {
        const QString place = tr("task %1, epoch %2").arg(progress.position.task).arg(progress.position.epoch);
        if (progress.position.task > 0) return place;
        return hasStage ? stage->second : tr("starting");
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
    if (stopping_.contains(run.id)) return tr("It was asked to stop, and does at the end of its step");
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
