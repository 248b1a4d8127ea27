#include "running/threads.h"

#include "cost/training_plan.h"
#include "spec/dataset_of.h"

#include <algorithm>
#include <sched.h>
#include <thread>

namespace lightcl {

namespace {

/// Forward multiply-accumulates of a step below which sharing its work costs more than it gains.
constexpr std::int64_t kWorthSharing = 20'000'000;

} // namespace

int usableCores() {
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return std::max(1, CPU_COUNT(&allowed));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int suggestedThreads(const RunSpec& run, int cores) {
    const TrainingPlan plan = planOf(run, datasetOf(run.scenario));
    const std::int64_t step = plan.network.macs() * stepsOfTask(plan, plan.tasks).rows();
    return step < kWorthSharing ? 1 : std::max(cores, 1);
}

int RunThreads::among(int freeCores, int waiting) const {
    return shares ? std::clamp(freeCores / std::max(waiting, 1), 1, std::max(wanted, 1)) : wanted;
}

RunThreads threadsFor(const RunSpec& run, int asked, int before, int cores) {
    if (asked > 0) return {asked};
    if (before > 0 && before <= cores) return {before};
    return {suggestedThreads(run, cores), true};
}

} // namespace lightcl
