#pragma once

#include "queue/run_process.h"
#include "running/run_queue.h"
#include "running/store_workers.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace lightcl {

/// Trains queued runs, each in a worker of its own, as many at once as RunQueue lets train beside those that other
/// programs train.
class RunScheduler : public QObject {
    Q_OBJECT
public:
    /// `database` is the window's connection for writing and outlives this; `worker` is the program to start, empty:
    /// findWorkerProgram().
    RunScheduler(Database& database, QString worker, int cores, QObject* parent = nullptr);
    /// Every run that has no epoch yet trains with so many threads; 0 leaves it to threadsFor().
    void setThreads(int threads) { threads_ = threads; }
    ~RunScheduler() override;

    /// Trains the run as soon as cores are free; does nothing for one that is waiting or training already.
    /// `fromStart`: what it has learnt and measured is dropped.
    void start(RunId run, bool fromStart = false);
    /// A waiting run stops waiting; a training one is interrupted at its next step.
    void stop(RunId run);
    void stopAll();
    /// How long a run that was asked to stop may take before stillRunning() tells; ten seconds at first.
    void setPatience(std::chrono::milliseconds patience) { patienceTime_ = patience; }
    /// Ends a training run's worker at once; what it had stored stays.
    void kill(RunId run);

    [[nodiscard]] bool isWaiting(RunId run) const { return queue_.isWaiting(run); }
    [[nodiscard]] bool isTraining(RunId run) const { return training_.contains(run); }
    [[nodiscard]] std::set<RunId> waiting() const;
    [[nodiscard]] std::set<RunId> training() const;
    /// Those of the training ones that were asked to stop.
    [[nodiscard]] std::set<RunId> stopping() const;

signals:
    void event(const lightcl::RunEvent& event); ///< from a worker
    void changed();                             ///< a run began to wait or train, or ended
    void runFailed(lightcl::RunId run, const QString& reason);
    /// They were asked to stop ten seconds ago, or longer, and have not; told once for all of them.
    void stillRunning(const std::vector<lightcl::RunId>& runs);
    void allEnded();                    ///< nothing trains and nothing waits any more
    void error(const QString& message); ///< the store could not be written

private:
    struct Training {
        std::unique_ptr<RunProcess> process;
        RunJob job;
        bool toldOf = false; ///< by stillRunning()
    };

    void startWhatFits();
    void launch(const RunJob& job);
    void onEnded(RunId run, const ProcessEnd& end);
    bool settle(const Training& entry, const ProcessEnd& end);
    void settleAgain();
    void tellStillRunning();

    Database* database_;
    QString worker_;
    int threads_ = 0;
    RunQueue queue_;
    CoresElsewhere elsewhere_;
    std::map<RunId, Training> training_;
    std::vector<std::pair<Training, ProcessEnd>> unsettled_; ///< ended while the store could not be written
    QTimer next_;                                            ///< to startWhatFits()
    QTimer settling_;                                        ///< to settleAgain()
    QTimer patience_;                                        ///< to tellStillRunning()
    std::chrono::milliseconds patienceTime_ = std::chrono::seconds(10);
};

} // namespace lightcl
