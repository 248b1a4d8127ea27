#pragma once

#include "store/database.h"
#include "store/run_reader.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <vector>

namespace lightcl {

/// The workers that train runs of the store now, whoever started them; those on another machine or in another container
/// are taken for training, for they cannot be looked at.
std::vector<RunWorker> liveWorkers(const Database& database);
/// The one that trains this run, if any does.
std::optional<RunWorker> liveWorker(const Database& database, RunId run);

/// Asks the run's worker to stop at its next step and keep everything up to there. False when there is no such worker
/// (any more), or it is another user's, another machine's or another container's.
bool stopWorker(const Database& database, RunId run);

/// Marks runs interrupted whose worker is gone; leaves a file as it is that may only be read.
void recoverAbandoned(const std::filesystem::path& file);

/// Cores that workers of the same store keep busy which other programs have started.
class CoresElsewhere {
public:
    using Clock = std::chrono::steady_clock;

    explicit CoresElsewhere(const Database& database) : database_(&database) {}

    /// Threads of all workers but those of `ours`; looks into the store at most twice a second. Cores count as busy for
    /// two seconds more after a worker has left them: the next one of its program takes a moment to appear.
    int count(const std::set<RunId>& ours, Clock::time_point now = Clock::now());

private:
    const Database* database_;
    std::optional<Clock::time_point> lookedAt_;
    Clock::time_point busyAt_;
    int busy_ = 0;
};

} // namespace lightcl
