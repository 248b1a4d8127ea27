#pragma once

#include "runs/rows.h"

#include <optional>
#include <string>
#include <string_view>

namespace lightcl {

/// What a worker says on standard output, one JSON object a line: the only thing besides the store and an exit code
/// that crosses between the worker and the runner or the window.
struct RunEvent {
    /// "started", "progress", "epoch", "finished" (state: done or interrupted), "failed" (message), "notice" (message),
    /// "stage" (message: what is done before training begins, or between tasks).
    std::string event;
    RunId run = 0;
    std::string name;
    std::string method;
    std::int64_t seed = 0;
    int task = 0, tasks = 0;
    int epoch = 0, epochs = 0;
    int step = 0, steps = 0;
    double loss = 0;
    double fraction = 0;                   ///< of the whole run
    double remainingSeconds = -1;          ///< negative: not known yet
    double seconds = 0;                    ///< working time so far
    double measuringShare = 0;             ///< layer metrics' and memory's share of `seconds`, in [0,1]
    std::optional<double> classIl, taskIl; ///< mean over the tasks seen
    std::string state;
    std::string message;

    /// An event of a run, with the run's id, name, method and seed; `figures` holds what else it says.
    static RunEvent of(const RunSummary& run, std::string event, RunEvent figures);
    static RunEvent of(const RunSummary& run, std::string event);
};

/// One line without its end, keys in snake case, absent figures left out:
/// {"event":"epoch","run":3,"name":"quick start","method":"er","seed":0,"task":2,"tasks":5,…}
std::string toJsonLine(const RunEvent& event);
/// Throws Error when the line is no such object.
RunEvent parseRunEvent(std::string_view line);

} // namespace lightcl
