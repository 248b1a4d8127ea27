#include "cli/run_queue.h"

#include "cost/thread_advice.h"

#include <algorithm>

namespace lightcl {

std::optional<RunJob> RunQueue::takeNext() {
    const auto fits = [&](const RunJob& job) { return busyThreads_ == 0 || busyThreads_ + threadsOf(job) <= cores_; };
    const auto next = std::find_if(waiting_.begin(), waiting_.end(), fits);
    if (next == waiting_.end()) return std::nullopt;
    const RunJob job{next->run, threadsOf(*next)};
    waiting_.erase(next);
    busyThreads_ += job.threads;
    return job;
}

int RunQueue::threadsOf(const RunJob& job) const {
    return job.shares ? sharedThreads(job.threads, cores_ - busyThreads_, static_cast<int>(waiting_.size()))
                      : job.threads;
}

void RunQueue::finished(const RunJob& job) {
    busyThreads_ -= job.threads;
}

std::vector<RunJob> RunQueue::dropWaiting() {
    std::vector<RunJob> dropped(waiting_.begin(), waiting_.end());
    waiting_.clear();
    return dropped;
}

} // namespace lightcl
