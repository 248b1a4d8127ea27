#include "cost/cost_model.h"

#include "cost/exact_convention.h"
#include "cost/paper_convention.h"
#include "spec/dataset_of.h"

namespace lightcl {

Prediction estimateCost(const RunSpec& run, CostConvention convention) {
    return estimateCost(run, datasetOf(run.scenario), convention);
}

Prediction estimateCost(const RunSpec& run, const DatasetInfo& dataset, CostConvention convention) {
    const TrainingPlan plan = planOf(run, dataset);
    const bool exact = convention == CostConvention::Exact;
    Prediction estimate;
    estimate.parameters = plan.network.parameters();
    estimate.forwardMacs = plan.network.macs();
    estimate.storedActivationsPerSample =
        exact ? exactStoredActivations(plan, plan.tasks) : paperStoredActivations(plan.network);
    estimate.trainingFlops = exact ? exactFlops(plan) : paperFlops(plan);
    for (const TaskSamples& task : plan.samples)
        estimate.trainedSamples += trainedSamples(plan, exact ? task.stream : task.kept);
    if (!exact) {
        estimate.peak = paperPeak(plan);
        return estimate;
    }
    for (std::int64_t task = 1; task <= plan.tasks; ++task) {
        estimate.peakByTask.push_back(exactPeak(plan, task));
        if (estimate.peakByTask.back().total() > estimate.peak.total()) estimate.peak = estimate.peakByTask.back();
    }
    return estimate;
}

} // namespace lightcl
