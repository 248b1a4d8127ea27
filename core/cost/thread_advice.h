#pragma once

#include "spec/experiment_spec.h"

#include <optional>

namespace lightcl {

/// Threads that train this run fastest on `cores` cores: one when a step's work is too small to share (an MLP at batch
/// 10 runs four times faster on one thread than on two), else all of them.
int suggestedThreads(const RunSpec& run, int cores);

/// Threads of a run that starts beside others, of which it could use `most`: its share of the free cores, where
/// `waiting` runs (this one among them) want some; at least 1. Side by side on one thread each, runs of a sweep train
/// more together than one after the other on all cores (docs/performance.md).
int sharedThreads(int most, int freeCores, int waiting);

/// Threads of a run that goes on, which had `before` of them: the same, for then it ends with the same bits; nothing
/// where it had none yet, or had more than there are cores.
std::optional<int> threadsAsBefore(int before, int cores);

} // namespace lightcl
