#pragma once

#include "figures/run_record.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A moment of a run's course: after `at.epoch` epochs of task `at.task`. What is shown of it in one place can be shown
/// of it everywhere.
struct Moment {
    RunPosition at;
    bool isLast = true; ///< of those there are; it is shown until another is chosen
    bool operator==(const Moment&) const = default;
};

/// The moments at which the run was tested, in order; the untrained network is none of them.
std::vector<RunPosition> momentsOf(const RunRecord& run);

/// The place in `moments` of the last one that is not after `wanted`; the first when all are; none without moments.
std::optional<std::size_t> momentAt(const std::vector<RunPosition>& moments, RunPosition wanted);

/// The last moment of that task, or of the last one before it that has any.
std::optional<RunPosition> endOfTask(const std::vector<RunPosition>& moments, int task);

/// "task 3, epoch 2 of 5"; "task 3" of a run with one epoch for each task.
std::string momentWords(RunPosition moment, int epochs);

} // namespace lightcl
