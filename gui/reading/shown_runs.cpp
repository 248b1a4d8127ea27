#include "reading/shown_runs.h"

#include <algorithm>

namespace lightcl {

std::vector<RunId> runsToShow(const std::vector<RunId>& selected, const std::vector<RunSummary>& runs, bool follow) {
    if (!selected.empty() || !follow) return selected;
    std::vector<RunId> shown;
    for (const RunSummary& run : runs) {
        if (run.state == RunState::Running) shown.insert(shown.begin(), run.id);
    }
    if (!shown.empty()) return shown;
    const auto newest = std::find_if(runs.rbegin(), runs.rend(), [](const RunSummary& run) {
        return run.state != RunState::Queued && run.taskIl.has_value();
    });
    if (newest != runs.rend()) shown.push_back(newest->id);
    return shown;
}

} // namespace lightcl
