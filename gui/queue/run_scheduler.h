#pragma once

#include "queue/run_process.h"
#include "running/thread_advice.h"
#include "store/run_store.h"

#include <QObject>
#include <deque>
#include <map>
#include <memory>
#include <set>

namespace lightcl {

/// Trains queued runs, each in a worker of its own, as many at once as keep runs x threads within the cores: two
/// trainings that share cores with their thread teams make each other many times slower.
class RunScheduler : public QObject {
    Q_OBJECT
public:
    /// `database` is the window's connection for writing and outlives this; `worker` is the program to start.
    RunScheduler(Database& database, QString worker, int cores, QObject* parent = nullptr);
    /// Every run trains with so many threads; 0 leaves it to threadsFor().
    void setThreads(int threads) { threads_ = threads; }
    ~RunScheduler() override;

    /// Trains the run as soon as cores are free; does nothing for one that is waiting or training already.
    void start(RunId run);
    /// A waiting run stops waiting; a training one is interrupted at its next step.
    void stop(RunId run);
    void stopAll();
    /// Ends a training run's worker at once; what it had stored stays.
    void kill(RunId run);

    [[nodiscard]] bool isWaiting(RunId run) const;
    [[nodiscard]] bool isTraining(RunId run) const { return training_.contains(run); }
    [[nodiscard]] std::set<RunId> waiting() const;
    [[nodiscard]] std::set<RunId> training() const;

signals:
    void event(const lightcl::RunEvent& event); ///< from a worker
    void changed();                             ///< a run began to wait or train, or ended
    void runFailed(lightcl::RunId run, const QString& reason);
    void stillRunning(lightcl::RunId run); ///< it was asked to stop ten seconds ago and has not
    void allEnded();                       ///< nothing trains and nothing waits any more
    void error(const QString& message);    ///< the store could not be written

private:
    struct Waiting {
        RunId run;
        RunThreads threads;
    };
    struct Training {
        std::unique_ptr<RunProcess> process;
        int threads;
    };

    void schedule();
    void launch(RunId run, int threads);
    [[nodiscard]] RunThreads threadsOf(RunId run) const;
    void onEnded(RunId run, const WorkerOutcome& end);
    void settle(RunId run, const WorkerOutcome& end);
    [[nodiscard]] int usedThreads() const;

    Database* database_;
    QString worker_;
    int cores_;
    int threads_ = 0;
    bool scheduled_ = false;
    std::deque<Waiting> waiting_;
    std::map<RunId, Training> training_;
};

} // namespace lightcl
