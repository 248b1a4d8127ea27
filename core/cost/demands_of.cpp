#include "cost/demands_of.h"

#include <fmt/format.h>
#include <stdexcept>

namespace lightcl {

MethodDemands demandsOf(const RunSpec& run, const TrainingPlan& plan) {
    for (const auto family :
         {baselineDemands, replayDemands, regularisationDemands, structuralDemands, lightClDemands}) {
        const DemandRules rules = family();
        if (const auto rule = rules.find(run.method.name); rule != rules.end()) return rule->second(run, plan);
    }
    throw std::logic_error(fmt::format("the cost model does not know the method {}", run.method.name));
}

} // namespace lightcl
