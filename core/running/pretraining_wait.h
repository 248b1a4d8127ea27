#pragma once

#include "running/run_queue.h"
#include "runs/rows.h"
#include "store/database.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// The pretraining that must be done before the run can start; 0 where it starts from none or that is done. Throws
/// InputError when it is not there any more.
RunId awaitedPretraining(const Database& database, RunId run);

/// What the run's pretraining ended with. Throws Error, one line, when that is not done or its checkpoint is gone.
std::filesystem::path pretrainedWeights(const Database& database, RunId run);

/// The runs, and before them the pretrainings that they start from and that are still to be trained: queued or
/// interrupted ones. One that failed is not tried again unless it is among them.
std::vector<RunId> withPretrainings(const Database& database, const std::vector<RunId>& runs);

/// A run that cannot start.
struct RefusedRun {
    RunId run = 0;
    std::string reason;  ///< one line
    bool failed = false; ///< for good, as its pretraining; else it stays queued
};

/// Lets those of the queue start whose pretraining is done, and takes those out whose pretraining has failed (they are
/// stored as failed too, with the reason) or is no longer trained by anybody. A pretraining that waits in the queue, is
/// among `training`, or is trained by another program is waited for.
std::vector<RefusedRun> settlePretrainings(Database& database, RunQueue& queue, const std::set<RunId>& training);

} // namespace lightcl
