#pragma once

#include "runs/rows.h"
#include "scenarios/scenario.h"

#include <vector>

namespace lightcl {

/// Which tasks a run trains, for how many epochs and steps: the tasks of the scenario in turn, or all as one.
class RunPlan {
public:
    RunPlan(const Scenario& scenario, bool joint, std::int64_t epochs, std::int64_t batchSize);

    [[nodiscard]] const std::vector<Task>& tasks() const { return tasks_; }
    [[nodiscard]] int epochs() const { return epochs_; }
    [[nodiscard]] std::int64_t steps(const Task& task) const;
    /// Share of all steps done when `step` steps of the epoch after `last` are done, in [0,1].
    [[nodiscard]] double fraction(RunPosition last, std::int64_t step) const;
    /// Tasks of the scenario that learning `task` covers: itself, or all of them.
    [[nodiscard]] std::vector<int> covered(const Task& task) const;
    [[nodiscard]] bool joint() const { return joint_; }

private:
    std::vector<Task> tasks_;
    bool joint_;
    int epochs_;
    std::int64_t batchSize_;
};

} // namespace lightcl
