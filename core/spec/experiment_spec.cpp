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
        for (const std::int64_t seed : experiment.seeds) {
            cells.push_back({.name = experiment.name,
                             .seed = seed,
                             .scenario = scenario,
                             .network = experiment.network,
                             .training = experiment.training.overlaidWith(method.trainingOverrides),
                             .measuring = experiment.measuring,
                             .method = method,
                             .pretraining = experiment.pretraining});
        }
    }
    return cells;
}

} // namespace lightcl
