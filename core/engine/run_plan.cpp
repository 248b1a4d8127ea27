#include "engine/run_plan.h"

#include <algorithm>
#include <numeric>

namespace lightcl {

RunPlan::RunPlan(const Scenario& scenario, const TrainingSettings& training, const Method& method)
    : tasks_(method.trainsJointly() ? std::vector<Task>{scenario.joint()} : scenario.tasks()),
      joint_(method.trainsJointly()), batchSize_(training.batchSize), method_(&method), seconds_(training.maxSeconds) {
    auto steps = training.maxSteps;
    if (joint_ && steps) *steps *= scenario.taskCount();
    if (joint_ && seconds_) *seconds_ *= scenario.taskCount();
    for (const Task& task : tasks_) {
        lengths_.push_back(taskLength(training.epochs, batchSize_, steps, [&](std::int64_t epoch) {
            return method.samplesOfEpoch(task.trainIndices.size(0), epoch);
        }));
    }
}

const TaskLength& RunPlan::length(int task) const {
    const auto found = std::find_if(tasks_.begin(), tasks_.end(), [task](const Task& t) { return t.number == task; });
    // A joint task has the last one's number; whatever else is asked for is as long as the first.
    return lengths_[found == tasks_.end() ? 0 : static_cast<std::size_t>(found - tasks_.begin())];
}

std::int64_t RunPlan::steps(int task, int epoch, std::int64_t whole) const {
    const TaskLength& planned = length(task);
    return epoch == planned.epochs ? std::min(whole, planned.lastSteps) : whole;
}

std::int64_t RunPlan::stepsUpTo(std::size_t task, int epoch) const {
    if (epoch >= lengths_[task].epochs) return lengths_[task].steps;
    std::int64_t steps = 0;
    for (int e = 1; e <= epoch; ++e)
        steps += (method_->samplesOfEpoch(tasks_[task].trainIndices.size(0), e) + batchSize_ - 1) / batchSize_;
    return steps;
}

double RunPlan::fraction(RunPosition last, std::int64_t step, double spent) const {
    double all = 0;
    double done = 0;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
        const auto steps = static_cast<double>(lengths_[i].steps);
        all += steps;
        if (tasks_[i].number < last.task) done += steps;
        if (tasks_[i].number == last.task)
            done += std::max(static_cast<double>(stepsUpTo(i, last.epoch) + step), spent * steps);
    }
    return all > 0 ? std::min(1.0, done / all) : 1;
}

std::vector<int> RunPlan::covered(const Task& task) const {
    if (!joint_) return {task.number};
    std::vector<int> all(static_cast<std::size_t>(task.number));
    std::iota(all.begin(), all.end(), 1);
    return all;
}

} // namespace lightcl
