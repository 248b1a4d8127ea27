#pragma once

#include "running/machine_limits.h"
#include "running/queue_runs.h"
#include "runs/rows.h"
#include "spec/spec_file.h"
#include "store/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// From where a run can be gone on with.
struct BranchChoices {
    RunId parent = 0;
    RunSpec spec{};           ///< the parent's
    int ofTasks = 0;          ///< how many it has
    std::vector<int> tasks{}; ///< whose end it kept a checkpoint of, and that another task follows
    std::string obstacle{};   ///< a sentence: why there is none, and what would make one; empty: there is
};

/// Looks for the files alone; whether they are whole prepareBranch() finds. Throws InputError for a run that does not
/// exist.
BranchChoices branchChoices(const Database& database, RunId run);

/// A method of the catalog as a branch's.
struct BranchMethod {
    std::string name;
    std::string refusal; ///< why a branch of this run cannot have it; empty: it can
};
std::vector<BranchMethod> branchMethods(const RunSpec& spec, RunId parent, int task);

/// A value of first_trainable_stage, and in words what is frozen with it.
struct FreezeChoice {
    std::string value;
    std::string words; ///< "up to layer2"
};
/// Every line of the run's network, first the one that the method has by default, and the advisor's where the method
/// has one. None for a method without a line. Throws InputError as networkOf().
std::vector<FreezeChoice> freezeChoices(const RunSpec& run);

/// The branch that prepareBranch() would make of these changes, with what it is predicted to need; of the disk nothing
/// is asked but an image folder's names. Throws InputError as prepareBranch() for the changes, and where it needs more
/// than `memory` bytes (0: any).
PreparedMethod predictBranch(const RunSpec& spec, RunId parent, int task, const std::vector<Override>& changes,
                             std::int64_t memory = usableMemory());

/// The peak, in bytes, of the tasks after `task`, which is what a branch trains; of the whole run where it is not
/// predicted by task.
std::int64_t peakAfter(const Prediction& prediction, int task);

} // namespace lightcl
