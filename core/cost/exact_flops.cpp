#include "cost/exact_convention.h"
#include "cost/stage_operations.h"

namespace lightcl {

namespace {

/// Forward of everything and backward of the trainable stages, for one row.
double flopsPerRow(const NetworkSpec& network, std::size_t firstTrainable) {
    std::int64_t operations = 2 * network.macs();
    for (std::size_t index = firstTrainable; index < network.stages.size(); ++index) {
        operations += 4 * network.stages[index].macs();
    }
    for (const Operation& operation : operationsOf(network.stages[firstTrainable])) {
        if (operation.readsStageInput) operations -= 2 * operation.layer.macs();
    }
    return static_cast<double>(operations);
}

/// Rows of the replay buffer over the whole run: in the first steps it does not hold enough yet.
std::int64_t replayedRows(const TrainingPlan& plan) {
    std::int64_t steps = 0;
    for (std::int64_t task = 1; task <= (plan.allTasksAtOnce ? 1 : plan.tasks); ++task) {
        steps += stepsOfTask(plan, task).steps;
    }
    std::int64_t rows = plan.replayRows * steps;
    const std::int64_t batch = stepsOfTask(plan, 1).streamRows;
    for (std::int64_t step = 0; step < steps && step * batch < plan.replayRows; ++step) {
        rows -= plan.replayRows - step * batch;
    }
    return rows;
}

} // namespace

double exactFlops(const TrainingPlan& plan) {
    double flops = static_cast<double>(replayedRows(plan)) * flopsPerRow(plan.network, 0);
    for (std::int64_t task = 1; task <= (plan.allTasksAtOnce ? 1 : plan.tasks); ++task) {
        const TaskSteps steps = stepsOfTask(plan, task);
        const std::int64_t rows = steps.samples * plan.epochs + (task > 1 ? plan.memoryRows * steps.steps : 0);
        flops += static_cast<double>(rows) * flopsPerRow(plan.network, steps.firstTrainable);
    }
    return flops;
}

} // namespace lightcl
