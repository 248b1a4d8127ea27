#pragma once

#include "running/machine_limits.h"
#include "spec/experiment_spec.h"

namespace lightcl {

/// Threads that train this run fastest on `cores` cores: one when a step's work is too small to share (an MLP at batch
/// 10 runs four times faster on one thread than on two), else all of them.
int suggestedThreads(const RunSpec& run, int cores);

/// Threads that a run waits for.
struct RunThreads {
    int wanted = 1;
    bool shares = false; ///< it does with fewer while other runs wait as well

    /// Those that it gets of the free cores, where `waiting` runs (this one among them) want some. Side by side on one
    /// thread each, runs of a sweep train more together than one after the other on all cores (docs/performance.md).
    [[nodiscard]] int among(int freeCores, int waiting) const;
    bool operator==(const RunThreads&) const = default;
};

/// For a run that goes on, those it had `before`, even on fewer cores, for then it ends with the same bits; else as
/// many as were `asked` for; else its share of what trains it fastest. 0: not asked for, or none before.
RunThreads threadsFor(const RunSpec& run, int asked, int before, int cores);

} // namespace lightcl
