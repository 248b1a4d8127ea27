#pragma once

#include "runs/rows.h"
#include "runs/run_event.h"

#include <string>
#include <vector>

namespace lightcl {

/// What a trainer tells the outside while it works. Rows given between two calls of epochStored() belong together.
class RunObserver {
public:
    virtual ~RunObserver() = default;

    /// Rows of one kind that were made together. A task's recorded step is told as soon as it was made.
    virtual void rows(std::vector<RunRow> rows) = 0;
    /// What is done now that is no step of training, and may take a while: "measuring the untrained network".
    virtual void stage(const std::string& /*what*/) {}
    /// Run-wide figures so far.
    virtual void totals(double seconds, double trainingFlops, std::int64_t peakRssBytes) = 0;
    /// Everything given so far must be durable when this returns: the checkpoint that follows counts on it.
    virtual void epochStored() = 0;
    /// The checkpoint that now lies on the disk is the one at this task's end. Told again when a run goes on from it.
    virtual void taskStored(int task) = 0;
    virtual void progress(const RunProgress& progress) = 0;
    /// Figures of a finished epoch, for people and pipes; name, method and seed are filled in by the observer.
    virtual void epochFinished(const RunEvent& event) = 0;
    /// True when the user asked to stop; asked before every step.
    virtual bool stopRequested() = 0;
};

} // namespace lightcl
