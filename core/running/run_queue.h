#pragma once

#include "running/thread_advice.h"
#include "runs/rows.h"

#include <deque>
#include <optional>
#include <vector>

namespace lightcl {

/// A run that waits to be trained.
struct WaitingRun {
    RunId run = 0;
    RunThreads threads;
};

/// A run to train and the threads it trains with.
struct RunJob {
    RunId run = 0;
    int threads = 1;
    bool operator==(const RunJob&) const = default;
};

/// Which runs train at once: as many as fit into the cores, in order, each with its threads or its share of the cores.
/// Trainings that share a core slow each other down tenfold, so threads are never more than cores, but for a single run
/// that asks for more.
class RunQueue {
public:
    RunQueue(std::vector<WaitingRun> runs, int cores) : waiting_(runs.begin(), runs.end()), cores_(cores) {}

    /// The first waiting run that fits beside those running, now counted as running and with the threads that it gets;
    /// nothing when none does.
    std::optional<RunJob> takeNext();
    /// Gives a run's cores back.
    void finished(const RunJob& job);

    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

private:
    [[nodiscard]] int threadsOf(const WaitingRun& run) const;

    std::deque<WaitingRun> waiting_;
    int cores_;
    int busyThreads_ = 0;
};

} // namespace lightcl
