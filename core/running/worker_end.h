#pragma once

#include "running/process_end.h"
#include "runs/rows.h"
#include "store/database.h"

#include <deque>
#include <string>

namespace lightcl {

/// How a worker left its run.
struct WorkerEnd {
    RunState state = RunState::Failed; ///< Done, Failed or Interrupted
    std::string message;               ///< why it failed
    int exitCode = 1;                  ///< what the run counts as: 0, 1, 2 or 130
};

/// Judges a worker's end by its exit code, its signal and what it stored, and writes the run's state where the worker
/// could not: a run never stays "running" when its worker is gone. `killed`: we ended it ourselves, at the user's wish.
WorkerEnd settleRun(Database& database, RunId run, const ProcessEnd& end, const std::deque<std::string>& errorLines,
                    bool killed);

} // namespace lightcl
