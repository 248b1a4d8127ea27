#pragma once

#include "methods/method.h"
#include "rules/task_length.h"
#include "runs/rows.h"
#include "scenarios/scenario.h"
#include "spec/settings.h"

#include <optional>
#include <vector>

namespace lightcl {

/// Which tasks a run trains, for how many epochs and steps: the tasks of the scenario in turn, or all as one, with the
/// budgets of all.
class RunPlan {
public:
    RunPlan(const Scenario& scenario, const TrainingSettings& training, const Method& method);

    [[nodiscard]] const std::vector<Task>& tasks() const { return tasks_; }
    /// Of a task with this number; training.max_seconds may end it before.
    [[nodiscard]] const TaskLength& length(int task) const;
    [[nodiscard]] int epochs(int task) const { return static_cast<int>(length(task).epochs); }
    /// Steps of a task's epoch (from 1), of which there would be `whole` without a budget of steps.
    [[nodiscard]] std::int64_t steps(int task, int epoch, std::int64_t whole) const;
    /// Seconds that a task's steps may take.
    [[nodiscard]] std::optional<double> seconds() const { return seconds_; }
    /// Share of all steps done when `step` steps of the epoch after `last` are done, in [0,1]. `spent`: the share of
    /// its seconds that the task of `last` has spent.
    [[nodiscard]] double fraction(RunPosition last, std::int64_t step, double spent = 0) const;
    /// Tasks of the scenario that learning `task` covers: itself, or all of them.
    [[nodiscard]] std::vector<int> covered(const Task& task) const;
    [[nodiscard]] bool joint() const { return joint_; }

private:
    /// Steps of the task's first epochs.
    [[nodiscard]] std::int64_t stepsUpTo(std::size_t task, int epoch) const;

    std::vector<Task> tasks_;
    bool joint_;
    std::int64_t batchSize_;
    const Method* method_;
    std::optional<double> seconds_;
    std::vector<TaskLength> lengths_; ///< of each task
};

} // namespace lightcl
