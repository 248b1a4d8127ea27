#pragma once

#include "runs/rows.h"
#include "store/database.h"

#include <string>

namespace lightcl {

/// Why a run that was trained for some epochs cannot go on where it stood, in one line without advice; empty when it
/// can. Looked for: a checkpoint that is gone (before the second epoch's there may be none), is damaged or has no check
/// sums, or whose position is not on the run's plan or not that of the rows: rows that end before it or lack an epoch
/// (of a database restored from a backup, say) would stay missing. Throws InputError for a run that does not exist.
std::string obstacleToGoingOn(const Database& database, RunId run);

/// How a user has a run trained anew: "`lightcl resume 3 --from-start` trains it anew".
std::string adviceToStartAnew(RunId run);

} // namespace lightcl
