#pragma once

#include "spec/experiment_spec.h"

namespace lightcl {

/// Threads that train this run fastest on `cores` cores: one when a step's work is too small to share (an MLP at batch
/// 10 runs four times faster on one thread than on two), else all of them.
int suggestedThreads(const RunSpec& run, int cores);

} // namespace lightcl
