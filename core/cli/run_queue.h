#pragma once

#include "store/rows.h"

#include <deque>
#include <optional>
#include <vector>

namespace lightcl {

/// A run to train and the threads it trains with.
struct RunJob {
    RunId run = 0;
    int threads = 1;
    bool shares = false; ///< while it waits: it may do with fewer, see sharedThreads()
    bool operator==(const RunJob&) const = default;
};

/// Which runs train at once: as many as fit into the cores, in order, each with its threads or its share of the cores.
/// Trainings that share a core slow each other down tenfold, so threads are never more than cores, but for a single run
/// that asks for more.
class RunQueue {
public:
    RunQueue(std::vector<RunJob> jobs, int cores) : waiting_(jobs.begin(), jobs.end()), cores_(cores) {}

    /// The first waiting run that fits beside those running, now counted as running and with the threads that it gets;
    /// nothing when none does.
    std::optional<RunJob> takeNext();
    /// Gives a run's cores back.
    void finished(const RunJob& job);
    /// Starts no more; returns those that never started.
    std::vector<RunJob> dropWaiting();

    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

private:
    [[nodiscard]] int threadsOf(const RunJob& job) const;

    std::deque<RunJob> waiting_;
    int cores_;
    int busyThreads_ = 0;
};

} // namespace lightcl
