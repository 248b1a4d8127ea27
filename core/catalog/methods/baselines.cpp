#include "catalog/methods/families.h"
#include "cost/method_demands.h"

namespace lightcl {

namespace {

MethodDemands sgdDemands(const RunSpec& /*run*/, const TrainingPlan& /*plan*/) {
    return {};
}

MethodDemands jointDemands(const RunSpec& /*run*/, const TrainingPlan& /*plan*/) {
    MethodDemands demands;
    demands.allTasksAtOnce = true;
    return demands;
}

MethodInfo sgd() {
    return {.name = "sgd",
            .title = "SGD",
            .help = "Fine-tuning on each task as it comes, with nothing done against forgetting: the lower bound.",
            .source = "",
            .parameters = {},
            .refusals = {},
            .demands = sgdDemands};
}

MethodInfo joint() {
    return {.name = "joint",
            .title = "JOINT",
            .help = "All tasks' data at once, shuffled: the upper bound, which no continual learner has.",
            .source = "",
            .parameters = {},
            .refusals = {},
            .demands = jointDemands,
            .seesAllTasks = true,
            .needsEveryTask = "it trains all tasks at once"};
}

} // namespace

std::vector<MethodInfo> baselineMethods() {
    return {sgd(), joint()};
}

} // namespace lightcl
