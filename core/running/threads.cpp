#include "running/threads.h"

#include "cost/training_plan.h"
#include "spec/dataset_of.h"

#include <algorithm>
#include <cstdint>

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

int RunThreads::among(int freeCores, int waiting) const {
    return shares ? std::clamp(freeCores / std::max(waiting, 1), 1, std::max(wanted, 1)) : wanted;
}

RunThreads threadsFor(const RunSpec& run, int asked, int before, int cores) {
    if (before > 0) return {before};
    if (asked > 0) return {asked};
    return {suggestedThreads(run, cores), true};
}

} // namespace lightcl
