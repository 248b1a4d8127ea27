#pragma once

#include "running/threads.h"
#include "runs/rows.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lightcl {

/// A run that waits to be trained.
struct WaitingRun {
    RunId run = 0;
    RunThreads threads;
    bool fromStart = false;  ///< what it has learnt is dropped
    RunId pretraining = 0;   ///< that must be done before it can start; 0: none, or it is done
    std::int64_t budget = 0; ///< bytes of memory that its worker may need; 0: as many as there are
};

/// What a user may ask for when a run is trained or goes on.
struct TrainingWish {
    int threads = 0;            ///< 0: as many as train it fastest
    bool fromStart = false;     ///< drops what the run has learnt and measured
    bool changeThreads = false; ///< a run that goes on may get others than it had, and other bits with them
};

/// A stored run with the threads that threadsFor() gives it. Throws InputError for a run that does not exist.
WaitingRun waitingRun(const Database& database, RunId run, const TrainingWish& wish, int cores);

/// Threads with which the run has been trained so far; 0 before its first epoch is stored.
int threadsSoFar(const Database& database, RunId run);

/// A run to train and the threads it trains with.
struct RunJob {
    RunId run = 0;
    int threads = 1;
    bool fromStart = false;
    std::int64_t budget = 0; ///< as WaitingRun's
    bool operator==(const RunJob&) const = default;
};

/// Which runs train at once: as many as fit into the cores, in order, each with its threads or its share of the cores.
/// Trainings that share a core slow each other down tenfold, so threads are never more than cores, but for a single run
/// that asks for more.
class RunQueue {
public:
    explicit RunQueue(int cores) : cores_(cores) {}

    void add(const WaitingRun& run) { waiting_.push_back(run); }
    /// Whether it waited.
    bool remove(RunId run);
    void clear() { waiting_.clear(); }

    /// What waits for that pretraining need not any more.
    void release(RunId pretraining);

    /// The first waiting run that fits beside those running, now counted as running and with the threads that it gets;
    /// nothing when none does. Those that wait for a pretraining are passed over. `elsewhere`: cores that other
    /// programs keep busy.
    std::optional<RunJob> takeNext(int elsewhere = 0);
    /// Gives a run's cores back.
    void finished(const RunJob& job) { busyThreads_ -= job.threads; }

    [[nodiscard]] const std::vector<WaitingRun>& waiting() const { return waiting_; }
    [[nodiscard]] bool isWaiting(RunId run) const;
    [[nodiscard]] int cores() const { return cores_; }

private:
    std::vector<WaitingRun> waiting_;
    int cores_;
    int busyThreads_ = 0;
};

} // namespace lightcl
