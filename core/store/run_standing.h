#pragma once

#include "base/process.h"
#include "runs/rows.h"

#include <SQLiteCpp/Database.h>
#include <string>

namespace lightcl {

/// How far a run is in one file: what tells two copies of it apart.
struct RunStanding {
    std::string state;
    std::string message;
    RunPosition position; ///< the last epoch whose rows are stored
    double fraction = 0;  ///< of the whole run, as its worker told last
    ProcessIdentity worker;

    /// Whether a process trains it, or one that cannot be looked at from here says so.
    [[nodiscard]] bool isTrained() const { return state == "running" && lifeOf(worker) != ProcessLife::Gone; }
};

/// A run that says "running" but whose worker is known to be gone counts as interrupted. The run must be there. Throws
/// SQLite::Exception.
RunStanding standingOf(SQLite::Database& database, RunId run);

/// What the store says of a run whose worker is gone.
inline constexpr const char* kAbandonedMessage = "its worker process ended unexpectedly";

/// Whether the copy `there` has what the one `here` lacks. Never for a run that is done here, one that a process of
/// this machine trains here, or one with more epochs here: taking copies in any order, however old, loses nothing.
bool isAhead(const RunStanding& there, const RunStanding& here);

} // namespace lightcl
