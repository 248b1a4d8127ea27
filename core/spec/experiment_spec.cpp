#include "spec/experiment_spec.h"

#include "spec/pretraining.h"

namespace lightcl {

bool startsPretrained(const RunSpec& run) {
    return !run.network.text("weights").empty() || !run.pretraining.empty();
}

std::vector<RunSpec> expandGrid(const ExperimentSpec& experiment) {
    const Parameters scenario = scenarioBesidePretraining(experiment);
    std::vector<RunSpec> cells;
    for (const MethodSpec& method : experiment.methods) {
        MethodSpec own = method;
        own.network = {};
        for (const std::int64_t seed : experiment.seeds) {
            cells.push_back({.name = experiment.name,
                             .seed = seed,
                             .scenario = scenario,
                             .network = method.network.empty() ? experiment.network : method.network,
                             .training = experiment.training.overlaidWith(method.trainingOverrides),
                             .measuring = experiment.measuring,
                             .method = own,
                             .pretraining = experiment.pretraining,
                             .selection = experiment.selection});
        }
    }
    return cells;
}

} // namespace lightcl
