#pragma once

#include "cli/console.h"
#include "runs/rows.h"
#include "store/database.h"

#include <vector>

namespace lightcl {

/// Shows runs that other programs train, by what stands in the store, until they have ended or a SIGINT, SIGTERM or
/// SIGHUP ends the showing. Returns 0 when all are done, 1 when one failed, else 130. Throws InputError for a run that
/// waits to be trained.
int followRuns(const Database& database, const std::vector<RunId>& runs, const Console& console, bool json);

} // namespace lightcl
