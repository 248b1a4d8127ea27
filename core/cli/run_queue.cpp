#include "cli/run_queue.h"

#include <algorithm>

namespace lightcl {

std::optional<RunJob> RunQueue::takeNext() {
    const auto fits = [&](const RunJob& job) { return busyThreads_ == 0 || busyThreads_ + job.threads <= cores_; };
    const auto next = std::find_if(waiting_.begin(), waiting_.end(), fits);
    if (next == waiting_.end()) return std::nullopt;
    const auto job = *next;
    waiting_.erase(next);
    busyThreads_ += job.threads;
    return job;
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
