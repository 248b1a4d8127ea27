#include "cost/exact_convention.h"

#include "cost/cached_features.h"
#include "cost/pnn_columns.h"
#include "rules/row_operations.h"

#include <algorithm>

namespace lightcl {

namespace {

/// Rows that a buffer filled from the stream lacks in draws of `wanted`, over all steps: it holds nothing in the first
/// one, and what came before in the others. It holds enough before the first task ends.
std::int64_t lackingRows(const TrainingPlan& plan, std::int64_t wanted) {
    if (plan.method.filling != BufferFilling::EachStep) return 0;
    const TaskSteps first = stepsOfTask(plan, 1);
    std::int64_t lacking = 0;
    std::int64_t held = 0;
    std::int64_t left = first.trained;
    while (held < wanted && left > 0) {
        lacking += wanted - held;
        // An epoch's last batch is what remains of it.
        const std::int64_t batch = std::min(plan.batchSize, (left - 1) % first.samples + 1);
        held += batch;
        left -= batch;
    }
    return lacking;
}

/// Latent rows are replayed from the first task on only with a line that is frozen from the start.
std::int64_t lackingLatentRows(const TrainingPlan& plan, std::int64_t task) {
    const bool filling = task == 1 && stepsOfTask(plan, 1).latentRows > 0;
    return filling ? lackingRows(plan, plan.method.latentRows) : 0;
}

bool fitsAfter(const TrainingPlan& plan, std::int64_t task) {
    return !plan.method.fitsLastOnly || task == plan.tasks;
}

/// Of a task's steps, with a buffer that has been full from the first of them on.
double flopsOfSteps(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    const std::int64_t beside = steps.memoryRows + steps.separateRows + steps.referenceRows;
    const std::int64_t stream = plan.method.trainsOnStream ? steps.trained : 0;
    const std::int64_t rows = stream + steps.replayed + beside * steps.steps;
    const double trainable = trainedOperations(plan.network, steps.firstTrainable);
    return static_cast<double>(rowsThroughFrozen(plan, task)) * frozenOperations(plan.network, steps.firstTrainable) +
           static_cast<double>(rows) * (trainable + columnFlops(plan, task)) +
           static_cast<double>(steps.latentRows * steps.steps) * trainable;
}

} // namespace

double exactStepFlops(const TrainingPlan& plan, std::int64_t task) {
    const std::int64_t steps = stepsOfTask(plan, task).steps;
    return steps == 0 ? 0 : flopsOfSteps(plan, task) / static_cast<double>(steps);
}

double exactFlops(const TrainingPlan& plan) {
    const MethodDemands& method = plan.method;
    const double unfrozen = trainedOperations(plan.network, 0);
    double flops = -static_cast<double>(method.draws * lackingRows(plan, method.replayRows)) * unfrozen;
    for (std::int64_t task = 1; task <= (method.allTasksAtOnce ? 1 : plan.tasks); ++task) {
        const double trainable = trainedOperations(plan.network, stepsOfTask(plan, task).firstTrainable);
        flops += flopsOfSteps(plan, task) - static_cast<double>(lackingLatentRows(plan, task)) * trainable;
        if (fitsAfter(plan, task)) flops += static_cast<double>(method.fitEpochs * method.bufferSize) * unfrozen;
    }
    return flops;
}

} // namespace lightcl
