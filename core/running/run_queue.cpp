#include "running/run_queue.h"

#include <algorithm>

namespace lightcl {

std::optional<RunJob> RunQueue::takeNext() {
    const auto fits = [&](const WaitingRun& run) {
        return busyThreads_ == 0 || busyThreads_ + threadsOf(run) <= cores_;
    };
    const auto next = std::find_if(waiting_.begin(), waiting_.end(), fits);
    if (next == waiting_.end()) return std::nullopt;
    const RunJob job{next->run, threadsOf(*next)};
    waiting_.erase(next);
    busyThreads_ += job.threads;
    return job;
}

int RunQueue::threadsOf(const WaitingRun& run) const {
    return run.threads.among(cores_ - busyThreads_, static_cast<int>(waiting_.size()));
}

void RunQueue::finished(const RunJob& job) {
    busyThreads_ -= job.threads;
}

} // namespace lightcl
