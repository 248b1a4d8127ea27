#include "cost/demands_of.h"

namespace lightcl {

namespace {

MethodDemands sgd(const RunSpec& /*run*/, const TrainingPlan& /*plan*/) {
    return {};
}

MethodDemands joint(const RunSpec& /*run*/, const TrainingPlan& /*plan*/) {
    MethodDemands demands;
    demands.allTasksAtOnce = true;
    return demands;
}

} // namespace

DemandRules baselineDemands() {
    return {{"sgd", sgd}, {"joint", joint}};
}

} // namespace lightcl
