#pragma once

#include "run_list/run_colors.h"
#include "run_list/run_list_model.h"
#include "runs/run_event.h"

#include <map>
#include <set>

namespace lightcl {

/// The runs that train, wait for cores or are queued, with where they stand. Progress comes from the store; a worker of
/// this window reports it sooner by events.
class QueueModel : public RunListModel {
    Q_OBJECT
public:
    enum Column { Run, Progress, Position, Loss, Remaining, ColumnCount };

    explicit QueueModel(QObject* parent = nullptr);

    /// Lists those of `runs` that are running, queued or scheduled.
    void setAllRuns(const std::vector<RunSummary>& runs);
    /// Queued, interrupted or failed runs that will start as soon as cores are free, those whose worker is there, and
    /// those of them that were asked to stop.
    void setScheduled(std::set<RunId> waiting, std::set<RunId> training, std::set<RunId> stopping = {});
    void apply(const RunEvent& event);
    /// Whether another program trains it.
    [[nodiscard]] bool trainsElsewhere(const RunSummary& run) const {
        return run.state == RunState::Running && !training_.contains(run.id);
    }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void listActive();
    [[nodiscard]] bool isActive(const RunSummary& run) const;
    [[nodiscard]] QString tip(const RunSummary& run) const;
    [[nodiscard]] QString text(const RunSummary& run, Column column) const;
    [[nodiscard]] RunProgress progressOf(const RunSummary& run) const;

    std::vector<RunSummary> all_;
    std::set<RunId> waiting_;
    std::set<RunId> training_;
    std::set<RunId> stopping_;
    std::map<RunId, QString> stages_; ///< what a run does that has not begun to train
    std::map<RunId, RunProgress> reported_;
};

} // namespace lightcl
