#pragma once

#include "figures/accuracy_course.h"
#include "figures/drawn_runs.h"
#include "figures/task_bars.h"

#include <array>
#include <string_view>

namespace lightcl {

/// What becomes of one task j, with R[i][j] the accuracy on it after task i of T (docs/metrics.md has the sources):
/// forgetting max over i < T of R[i][j], less R[T][j]; backward transfer R[T][j] - R[j][j], both of tasks j < T;
/// forward transfer R[j-1][j] - R[0][j] of tasks j > 1; learning accuracy R[j][j]; final accuracy R[T][j]. The mean
/// over tasks of each is the run's figure of that name.
enum class TaskChange { Forgetting, BackwardTransfer, ForwardTransfer, LearningAccuracy, FinalAccuracy };
inline constexpr std::array kTaskChanges = {TaskChange::Forgetting, TaskChange::BackwardTransfer,
                                            TaskChange::ForwardTransfer, TaskChange::LearningAccuracy,
                                            TaskChange::FinalAccuracy};
std::string_view titleOf(TaskChange change);   ///< "backward transfer"
std::string_view meaningOf(TaskChange change); ///< one sentence

/// For each task, task 1 first; in [0,1] or [-1,1]. T is the last task that was trained: while a run trains, the one
/// it is at. None where it is not defined or not measured.
std::vector<std::optional<double>> taskChanges(const AccuracyMatrix& matrix, TaskChange change);

/// The same of runs by method and setting, in %, for each kind a bar: that of the second kind is hatched.
TaskBars taskChangeBars(const std::vector<DrawnRun>& runs, TaskChange change, const std::vector<AccuracyKind>& kinds);

} // namespace lightcl
