#pragma once

#include "runs/run_event.h"

#include <cstddef>
#include <string>

namespace lightcl {

/// A bar of `width` columns whose part `fraction` is filled, to an eighth of a column: "███▌░░░░".
std::string bar(double fraction, std::size_t width);

/// A running run on one terminal line of at most `width` columns: method, seed, task, epoch, loss, class-IL accuracy so
/// far, bar, percent, remaining time. What matters least is left out first when the line is narrow.
std::string progressLine(const RunEvent& event, std::size_t width);

/// An epoch's end on a line of its own, for a pipe:
/// "run 3  er seed 0: task 2/5, epoch 1/2, loss 0.412, class-IL 73.87 %, task-IL 98.43 %, 43 %, 42 s left".
std::string epochLine(const RunEvent& event);

/// What is left of a run that ended: "run 3  er seed 0: done in 42 s, class-IL 73.87 %, task-IL 98.43 %",
/// "run 4  er seed 1: failed: the worker was killed (signal 9)".
std::string endLine(const RunEvent& event);

/// "run 3  er seed 0".
std::string runLabel(const RunEvent& event);

} // namespace lightcl
