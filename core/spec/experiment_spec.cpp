#include "spec/experiment_spec.h"

namespace lightcl {

std::vector<RunSpec> expandGrid(const ExperimentSpec& experiment) {
    std::vector<RunSpec> cells;
    for (const MethodSpec& method : experiment.methods) {
        for (const std::int64_t seed : experiment.seeds) {
            cells.push_back({.name = experiment.name,
                             .seed = seed,
                             .scenario = experiment.scenario,
                             .network = experiment.network,
                             .training = experiment.training.overlaidWith(method.trainingOverrides),
                             .measuring = experiment.measuring,
                             .method = method});
        }
    }
    return cells;
}

} // namespace lightcl
