#pragma once

#include "figures/drawn_runs.h"

#include <vector>

namespace lightcl {

/// The training process's resident memory in MiB after each epoch, at the largest of the moments that were looked at.
/// Of one run its own memory, what stands for files (mapped images and libraries, which the system can drop and read
/// again), both together, and the tensors' measured peak of the task; of several runs each one's own memory.
CurvesFigure processMemoryCurves(const std::vector<DrawnRun>& runs);

/// Columns run_id, method, seed, task, epoch, seconds, anonymous_bytes, file_bytes: the rows of the view
/// process_memory.
Table processMemoryTable(const std::vector<const RunRecord*>& runs);

} // namespace lightcl
