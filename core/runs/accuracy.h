#pragma once

#include "runs/rows.h"

#include <optional>
#include <string_view>
#include <vector>

namespace lightcl {

/// Class-IL takes the argmax over all classes seen so far, task-IL over the classes of the sample's own task.
enum class AccuracyKind { ClassIl, TaskIl };
std::string_view titleOf(AccuracyKind kind);      ///< "class-IL", "task-IL"
std::string_view columnNameOf(AccuracyKind kind); ///< as in files: "class_il", "task_il"

/// A row's accuracy of that kind, if it has one.
std::optional<double> accuracyOf(const AccuracyRow& row, AccuracyKind kind);

/// Whether the row is of a trained network and of a task that it has met: those that are drawn and averaged.
bool isOfTaskMet(const AccuracyRow& row);

/// The mean over the tasks met so far, of one moment's rows; the rows of other tasks and of the untrained network do
/// not count. None without such a row. The view final_accuracy computes the same in the store.
std::optional<double> meanOverTasksMet(const std::vector<AccuracyRow>& rows, AccuracyKind kind);

} // namespace lightcl
