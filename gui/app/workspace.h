#pragma once

#include "queue/run_scheduler.h"
#include "reading/run_loader.h"
#include "running/branch_choices.h"
#include "running/kept_checkpoints.h"
#include "running/machine_pace.h"
#include "running/more_seeds.h"
#include "store/database.h"
#include "store/run_marks.h"

#include <QStringList>
#include <QTimer>
#include <utility>
#include <vector>

namespace lightcl {

/// One open database and what the window does with it: reads it live, queues and trains runs, deletes them.
class Workspace : public QObject {
    Q_OBJECT
public:
    /// Opens, or makes, the database; `worker` and `cores` as for RunScheduler. One that can be read but not written is
    /// open for looking only. Throws Error or InputError as Database::openForWriting().
    Workspace(const QString& file, const QString& worker, int cores, QObject* parent = nullptr);

    [[nodiscard]] QString file() const { return QString::fromStdString(database_.file().string()); }
    /// Why nothing can be queued, trained or deleted in it, in a line; empty when it can.
    [[nodiscard]] QString whyReadOnly() const { return whyReadOnly_; }
    [[nodiscard]] bool isReadOnly() const { return !whyReadOnly_.isEmpty(); }
    /// From now on it is: its file is gone from its place.
    void setReadOnly(const QString& why);
    [[nodiscard]] RunScheduler& scheduler() { return scheduler_; }
    [[nodiscard]] RunLoader& loader() { return loader_; }

    struct Queued {
        std::vector<RunId> runs;
        QStringList notes; ///< running/run_notes.h
    };
    /// A run for each method and seed. Queues none and throws Error or InputError where they could not be trained.
    Queued queue(const ExperimentSpec& experiment, std::int64_t budget = 0);
    /// Runs of those runs' specs with other seeds. All are prepared before any is queued; throws as queue().
    Queued addSeeds(const std::vector<std::pair<RunId, RunSeeds>>& wishes);
    /// From where a run can be gone on with. Throws Error.
    [[nodiscard]] BranchChoices branchChoices(RunId run) const { return lightcl::branchChoices(database_, run); }
    /// Queues a run that goes on from another's end of a task (running/branching.h). Throws Error.
    Queued branch(RunId parent, int task, const std::vector<Override>& changes);
    /// What runs kept at their tasks' ends. Throws Error.
    [[nodiscard]] std::vector<KeptOfRun> keptCheckpoints(const std::vector<RunId>& runs) const {
        return keptOf(database_, runs);
    }
    /// As deleteKept(); throws InputError when nothing may be written.
    std::int64_t deleteKept(const std::vector<KeptOfRun>& kept);
    /// Asks the worker of a run that another program trains to stop at its next step. False when there is none, or it
    /// is another user's.
    bool stopElsewhere(RunId run) const { return stopWorker(database_, run); }
    /// Deletes runs with their rows and checkpoints. Throws Error, InputError for a running one.
    void remove(const std::vector<RunId>& runs);
    /// Marks runs (store/run_marks.h). Throw Error.
    void changeTags(const std::vector<RunId>& runs, const std::vector<std::string>& add,
                    const std::vector<std::string>& remove);
    void setNote(const std::vector<RunId>& runs, const QString& note);
    void setArchived(const std::vector<RunId>& runs, bool archived);
    /// Takes the runs of other databases into this one (store/merge.h); returns what came of it, for people. Throws
    /// Error, with a line for each file that cannot be taken.
    QString merge(const QStringList& files);
    /// How fast this machine trains, by the store's runs. Throws Error.
    [[nodiscard]] MachinePace pace() const { return MachinePace(database_); }
    /// Why a run cannot go on where it stood, as obstacleToGoingOn(); empty when it can, or it cannot be read.
    [[nodiscard]] QString obstacle(RunId run) const;
    /// The run's spec as TOML. Throws Error.
    [[nodiscard]] QString spec(RunId run) const;
    /// Where and with what the run was made, in a line; empty where that is not known. Throws Error.
    [[nodiscard]] QString environment(RunId run) const;
    /// What a person should know of the run (running/run_notes.h), a sentence each; none where its spec or its data
    /// set cannot be read. Throws Error.
    [[nodiscard]] QStringList notes(RunId run) const;

private:
    RunMarks marks(); ///< throws InputError when nothing may be written
    static Database openStore(const QString& file, QString& whyReadOnly);
    void recoverAbandoned();
    /// Queues and trains what the first task has chosen, when a trial ends.
    void trainChosen(const RunEvent& event);

    QString worker_;
    QString whyReadOnly_; ///< before the database, whose opening sets it
    Database database_;
    RunScheduler scheduler_;
    RunLoader loader_;
    QTimer recovery_;
};

} // namespace lightcl
