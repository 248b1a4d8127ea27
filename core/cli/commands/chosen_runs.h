#pragma once

#include "cli/console.h"
#include "figures/run_record.h"
#include "store/database.h"

#include <string>
#include <vector>

namespace lightcl {

/// The summaries of a database's runs, oldest first. A run whose worker is gone no longer says that it is running.
std::vector<RunSummary> readSummaries(const Database& database);

/// The summaries, environments and specs (of the records, nothing else) of the runs that are named, or of all when none
/// is, as far as the expression means them (compare/run_filter.h). In the order named, each once. Throws InputError for
/// a run that does not exist and for an expression that cannot be read. Archived runs are left out unless they are
/// named, the expression speaks of them, or `archived` says otherwise.
std::vector<RunRecord> chooseRuns(const Database& database, const std::vector<RunId>& named, const std::string& where,
                                  bool archived = false);

/// Addresses of the records, as the figures take them.
std::vector<const RunRecord*> addressesOf(const std::vector<RunRecord>& records);

/// Takes out those of settings that a selection did not choose, whose figures are nobody's result, and says so.
void leaveOutRejected(const Database& database, std::vector<RunRecord>& records, const Console& console);

} // namespace lightcl
