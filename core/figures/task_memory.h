#pragma once

#include "figures/drawn_runs.h"
#include "figures/task_bars.h"

namespace lightcl {

/// The measured peak of every task (all categories but measuring) in MiB, by method and setting over seeds, with what
/// was predicted for the whole run ("predicted") and after the paper's accounting ("paper") as levels: the group's
/// first run's.
TaskBars taskMemoryBars(const std::vector<DrawnRun>& runs);

} // namespace lightcl
