#include "plots/loss_course.h"

#include "plots/accuracy_course.h"
#include "plots/positions.h"

#include <algorithm>
#include <map>

namespace lightcl {

Curve lossCurve(const RunData& run) {
    // The length of an epoch is known once it is over; until then the longest epoch of any task so far stands in for
    // it.
    std::map<RunPosition, int> steps;
    int longest = 1;
    for (const auto& row : run.losses) {
        auto& last = steps[{row.task, row.epoch}];
        last = std::max(last, row.step);
        longest = std::max(longest, row.step);
    }
    const auto current = steps.empty() ? RunPosition{} : steps.rbegin()->first;
    const bool running = run.summary.state == RunState::Running;
    if (running && steps.size() > 1) steps[current] = std::max(steps[current], longest);
    if (running && run.summary.progress.position == current)
        steps[current] = std::max(steps[current], run.summary.progress.steps);

    Curve curve;
    curve.color = run.color;
    curve.dots = false;
    const int epochs = epochCount(run);
    for (const auto& row : run.losses) {
        curve.x.push_back(stepPosition({row.task, row.epoch}, epochs, row.step, steps[{row.task, row.epoch}]));
        curve.y.push_back(row.loss);
    }
    return curve;
}

} // namespace lightcl
