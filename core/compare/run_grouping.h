#pragma once

#include "compare/run_key.h"
#include "figures/run_record.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// Runs put together, and for each of them what it must share with a run of another group to be its pair.
struct GroupedRuns {
    std::string label;
    std::vector<const RunRecord*> runs;
    std::vector<std::string> places; ///< one a run: seed and all settings that the groups are not about
};

/// Runs whose spec can be read, or that were imported without one, by method and setting (figures/run_groups.h) or by
/// the value of a key, in order of each group's first run. Without `by` a place is seed and scenario; with it, seed and
/// every other setting, and for "method" all but the method's own. An imported run's settings are not known: its place
/// is what its summary says, and no run with a spec is its pair. Throws InputError when the key is a result.
std::vector<GroupedRuns> groupRuns(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& by);

/// The same without places, for who does not pair them: those take most of the time.
std::vector<GroupedRuns> groupsAlone(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& by);

/// Whether runs can be grouped by it: it sets them apart, and is not what they reached.
bool canGroupBy(const RunKey& key);

} // namespace lightcl
