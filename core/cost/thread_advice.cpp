#include "cost/thread_advice.h"

#include "cost/training_plan.h"
#include "spec/dataset_of.h"

#include <algorithm>

namespace lightcl {

namespace {

/// Forward multiply-accumulates of a step below which sharing its work costs more than it gains.
constexpr std::int64_t kWorthSharing = 20'000'000;

} // namespace

int suggestedThreads(const RunSpec& run, int cores) {
    const TrainingPlan plan = planOf(run, datasetOf(run.scenario));
    const std::int64_t step = plan.network.macs() * stepsOfTask(plan, plan.tasks).rows();
    return step < kWorthSharing ? 1 : std::max(cores, 1);
}

int sharedThreads(int most, int freeCores, int waiting) {
    return std::clamp(freeCores / std::max(waiting, 1), 1, std::max(most, 1));
}

std::optional<int> threadsAsBefore(int before, int cores) {
    if (before < 1 || before > cores) return std::nullopt;
    return before;
}

} // namespace lightcl
