#include "reading/shown_runs.h"

#include <algorithm>

namespace lightcl {

std::vector<RunId> runsToShow(const std::vector<RunId>& selected, const std::vector<RunSummary>& runs, bool follow,
                              const std::vector<RunId>& overview) {
    if (!selected.empty()) return selected;
    std::vector<RunId> shown;
    for (const RunSummary& run : runs) {
        if (follow && run.state == RunState::Running) shown.insert(shown.begin(), run.id);
    }
    if (!shown.empty()) return shown;
    if (!overview.empty() || !follow) return overview;
    const auto newest = std::find_if(runs.rbegin(), runs.rend(), [](const RunSummary& run) {
        return run.state != RunState::Queued && run.taskIl.has_value();
    });
    if (newest != runs.rend()) shown.push_back(newest->id);
    return shown;
}

} // namespace lightcl
