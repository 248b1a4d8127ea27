#include "engine/evaluation_features.h"

namespace lightcl {

torch::Tensor EvaluationFeatures::of(const Task& task, const torch::Tensor& rows, std::size_t stages,
                                     const Forward& forward) {
    if (stages != stages_) {
        byTask_.clear();
        heldBytes_ = 0;
        stages_ = stages;
    }
    return filled(task, stages, forward).at(0, rows);
}

FeatureCache& EvaluationFeatures::filled(const Task& task, std::size_t stages, const Forward& forward) {
    const auto known = byTask_.find(task.number);
    if (known != byTask_.end()) return known->second;
    FeatureCache cache({.views = 1, .memoryBytes = memoryBytes_ - heldBytes_});
    cache.begin(task.testIndices);
    cache.fill(0, rowsAtOnce_, [&](const torch::Tensor& rows) {
        return forward(scenario_->inputsOf(scenario_->testSamples(rows).images), stages);
    });
    heldBytes_ += cache.heldBytes();
    return byTask_.emplace(task.number, std::move(cache)).first->second;
}

} // namespace lightcl
