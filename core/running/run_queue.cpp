#include "running/run_queue.h"

#include "running/pretraining_wait.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

int threadsSoFar(const Database& database, RunId run) {
    const RunReader reader(database);
    return reader.trainedPositions(run).empty() ? 0 : reader.run(run).threads;
}

WaitingRun waitingRun(const Database& database, RunId run, const TrainingWish& wish, int cores) {
    const RunSpec spec = parseRun(RunReader(database).specToml(run), fmt::format("run {}", run));
    const int before = wish.fromStart || wish.changeThreads ? 0 : threadsSoFar(database, run);
    return {run, threadsFor(spec, wish.threads, before, cores), wish.fromStart, awaitedPretraining(database, run),
            RunReader(database).budget(run)};
}

void RunQueue::release(RunId pretraining) {
    for (WaitingRun& entry : waiting_)
        if (entry.pretraining == pretraining) entry.pretraining = 0;
}

bool RunQueue::remove(RunId run) {
    return std::erase_if(waiting_, [run](const WaitingRun& entry) { return entry.run == run; }) > 0;
}

bool RunQueue::isWaiting(RunId run) const {
    return std::any_of(waiting_.begin(), waiting_.end(), [run](const auto& entry) { return entry.run == run; });
}

std::optional<RunJob> RunQueue::takeNext(int elsewhere) {
    const int busy = busyThreads_ + elsewhere;
    const auto ready =
        std::count_if(waiting_.begin(), waiting_.end(), [](const auto& entry) { return entry.pretraining == 0; });
    for (auto next = waiting_.begin(); next != waiting_.end(); ++next) {
        if (next->pretraining != 0) continue;
        const int threads = next->threads.among(cores_ - busy, static_cast<int>(ready));
        if (busy > 0 && busy + threads > cores_) continue;
        const RunJob job{next->run, threads, next->fromStart, next->budget};
        waiting_.erase(next);
        busyThreads_ += threads;
        return job;
    }
    return std::nullopt;
}

} // namespace lightcl
