#pragma once

#include "runs/run_event.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace lightcl {

/// Watches a run that another program trains, by what its worker writes into the store, and tells it as the events
/// that the worker says to whoever started it.
class RunFollower {
public:
    /// Throws InputError for a run that does not exist.
    RunFollower(const Database& database, RunId run);

    /// What has changed since the last call: "started" at first, then "progress", "epoch" for an epoch that has passed,
    /// and at last "finished" or "failed".
    std::vector<RunEvent> news();
    /// How the run ended; nothing while its worker trains.
    [[nodiscard]] std::optional<RunState> ended() const { return ended_; }

private:
    [[nodiscard]] RunEvent event(const char* kind, const RunSummary& run) const;
    [[nodiscard]] RunEvent endEvent(const RunSummary& run) const;

    const Database* database_;
    RunId run_;
    int tasks_;
    std::vector<int> epochs_; ///< of each task
    bool started_ = false;
    RunProgress last_;
    std::optional<RunState> ended_;
};

} // namespace lightcl
