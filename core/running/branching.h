#pragma once

#include "running/machine_limits.h"
#include "running/queue_runs.h"
#include "runs/rows.h"
#include "spec/spec_file.h"
#include "store/database.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lightcl {

/// A run that goes on from another's checkpoint after a task, with what it is predicted to need.
struct PreparedBranch {
    PreparedMethod method; ///< of one run
    RunBranch origin;
    std::filesystem::path checkpoint; ///< of the parent, after that task
};

/// The method that a branch may have instead of its parent's: `--set method=NAME`.
inline constexpr const char* kMethodKey = "method";

/// Run `parent` from its checkpoint after `task` on, with other settings: of the method, of training and of measuring.
/// With kMethodKey another method trains it, with its defaults and what else is set for it. What cannot be is found
/// here: throws InputError for a run that does not exist or trains all tasks at once, a task that none follows, a
/// checkpoint that is gone, damaged or of another epoch, settings that a branch must keep (scenario, data, network,
/// seed, probe images), a method that needs every task, and as prepareRuns() does.
PreparedBranch prepareBranch(const Database& database, RunId parent, int task, const std::vector<Override>& changes,
                             const std::filesystem::path& worker = {}, std::int64_t memory = usableMemory());

/// Queues it with the parent's rows up to its task, and gives it the checkpoint. Throws Error.
RunId queueBranch(Database& database, const PreparedBranch& branch);

/// For a branch that is to be trained anew: drops what it learnt itself, and puts back the checkpoint that it began
/// with. Throws InputError when that is gone.
void restartBranch(Database& database, RunId run, const RunBranch& origin);

} // namespace lightcl
