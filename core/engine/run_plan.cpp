#include "engine/run_plan.h"

#include <numeric>

namespace lightcl {

RunPlan::RunPlan(const Scenario& scenario, bool joint, std::int64_t epochs, std::int64_t batchSize)
    : tasks_(joint ? std::vector<Task>{scenario.joint()} : scenario.tasks()), joint_(joint),
      epochs_(static_cast<int>(epochs)), batchSize_(batchSize) {}

std::int64_t RunPlan::steps(const Task& task) const {
    return (task.trainIndices.size(0) + batchSize_ - 1) / batchSize_;
}

double RunPlan::fraction(RunPosition last, std::int64_t step) const {
    double all = 0;
    double done = static_cast<double>(step);
    for (const Task& task : tasks_) {
        const auto ofEpoch = static_cast<double>(steps(task));
        all += ofEpoch * epochs_;
        if (task.number < last.task) done += ofEpoch * epochs_;
        if (task.number == last.task) done += ofEpoch * last.epoch;
    }
    return all > 0 ? done / all : 1;
}

std::vector<int> RunPlan::covered(const Task& task) const {
    if (!joint_) return {task.number};
    std::vector<int> all(static_cast<std::size_t>(task.number));
    std::iota(all.begin(), all.end(), 1);
    return all;
}

} // namespace lightcl
