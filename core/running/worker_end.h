#pragma once

#include "running/worker_output.h"
#include "runs/exit_code.h"
#include "runs/rows.h"
#include "store/database.h"

#include <string>

namespace lightcl {

/// How a process ended.
struct ProcessEnd {
    int exitCode = 0;       ///< meaningless when a signal ended it
    int signal = 0;         ///< 0: it ended by itself
    std::string startError; ///< why it could not be started; else empty
};

/// How a worker left its run.
struct WorkerEnd {
    RunState state = RunState::Failed; ///< Done, Failed or Interrupted
    std::string reason;                ///< why it failed, in one line
    ExitCode exitCode = kExitFailed;   ///< what the run counts as
};

/// Judges a worker's end by its exit code, its signal and what it stored, and writes the run's state where the worker
/// could not: a run never stays "running" when its worker is gone. A run that failed has the reason for its message,
/// with the worker's other last words in lines below. `stopAsked`: we asked it to stop, or ended it, at the user's
/// wish.
WorkerEnd settleRun(Database& database, RunId run, const ProcessEnd& end, const LastWords& words, bool stopAsked);

} // namespace lightcl
