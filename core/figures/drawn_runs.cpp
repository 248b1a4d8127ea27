#include "figures/drawn_runs.h"

#include <algorithm>

namespace lightcl {

std::vector<const RunRecord*> recordsOf(const std::vector<DrawnRun>& runs) {
    std::vector<const RunRecord*> records;
    records.reserve(runs.size());
    for (const auto& drawn : runs) records.push_back(drawn.run);
    return records;
}

void setCourse(CurvesFigure& figure, const std::vector<DrawnRun>& runs) {
    figure.tasks = 1;
    figure.epochs = runs.empty() ? 1 : epochCount(*runs.front().run);
    for (const auto& drawn : runs) {
        figure.tasks = std::max(figure.tasks, taskCount(*drawn.run));
        if (epochCount(*drawn.run) != figure.epochs) figure.epochs = 0;
    }
}

} // namespace lightcl
