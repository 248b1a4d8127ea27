#include "cost/exact_convention.h"

#include "cost/cached_features.h"
#include "cost/pnn_columns.h"
#include "rules/row_operations.h"

namespace lightcl {

namespace {

bool fitsAfter(const TrainingPlan& plan, std::int64_t task) {
    return !plan.method.fitsLastOnly || task == plan.tasks;
}

double flopsOfSteps(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t beside = steps.memoryRows + steps.separateRows + steps.referenceRows;
    const std::int64_t stream = plan.method.trainsOnStream ? steps.trained : 0;
    const std::int64_t rows = stream + steps.replayed + beside * steps.steps;
    const double trainable = trainedOperations(plan.network, steps.firstTrainable);
    return static_cast<double>(rowsThroughFrozen(plan, task)) * frozenOperations(plan.network, steps.firstTrainable) +
           static_cast<double>(rows) * (trainable + columnFlops(plan, task)) +
           static_cast<double>(steps.latentReplayed) * trainable;
}

} // namespace

double exactStepFlops(const TrainingPlan& plan, std::int64_t task) {
    const std::int64_t steps = stepsOfTask(plan, task).steps;
    return steps == 0 ? 0 : flopsOfSteps(plan, task) / static_cast<double>(steps);
}

double exactFlops(const TrainingPlan& plan) {
    const MethodDemands& method = plan.method;
    const double unfrozen = trainedOperations(plan.network, 0);
    double flops = 0;
    for (std::int64_t task = 1; task <= (method.allTasksAtOnce ? 1 : plan.tasks); ++task) {
        flops += flopsOfSteps(plan, task);
        if (fitsAfter(plan, task)) flops += static_cast<double>(method.fitEpochs * method.bufferSize) * unfrozen;
    }
    return flops;
}

} // namespace lightcl
