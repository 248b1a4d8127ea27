#pragma once

#include "cost/method_demands.h"
#include "spec/experiment_spec.h"

#include <map>
#include <string>

namespace lightcl {

struct TrainingPlan;

/// What the run's method asks for. Of the plan everything but the method is read. Throws std::logic_error for a method
/// whose costs nobody described.
MethodDemands demandsOf(const RunSpec& run, const TrainingPlan& plan);

/// How a method's demands follow from its settings.
using DemandRule = MethodDemands (*)(const RunSpec& run, const TrainingPlan& plan);
using DemandRules = std::map<std::string, DemandRule>;

// By family, as in the catalog; each function stands in a file of its own.
DemandRules baselineDemands();
DemandRules replayDemands();
DemandRules regularisationDemands();
DemandRules structuralDemands();
DemandRules lightClDemands();

} // namespace lightcl
