#include "methods/method_factory.h"

#include "base/error.h"
#include "methods/makers.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

Maker makerOf(const std::string& method) {
    for (const auto family : {baselineMakers, replayMakers, regularisationMakers, structuralMakers, lightClMakers}) {
        const Makers makers = family();
        if (const auto maker = makers.find(method); maker != makers.end()) return maker->second;
    }
    throw Error(fmt::format("method {} is in the catalog but not in the engine", method));
}

} // namespace

std::unique_ptr<Method> makeMethod(const RunSpec& run, const NetworkSpec& network, const Scenario& scenario) {
    const bool taskAware = run.scenario.text("kind") == "task-incremental";
    const OutputMask mask = taskAware ? OutputMask(scenario.sameTask()) : OutputMask();
    const TrainingSettings training = trainingSettings(run.training);
    return makerOf(run.method.name)({run.method.parameters, network, scenario, mask, training, taskAware});
}

} // namespace lightcl
