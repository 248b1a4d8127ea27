#pragma once

#include "checkpoint/state_archive.h"
#include "networks/network.h"

#include <map>

namespace lightcl {

class MemoryLedger;

/// Stochastic gradient descent, one parameter at a time, so that a stage's gradients can be applied and freed before
/// the next stage's are computed: g += weightDecay·θ; v = momentum·v + g; θ -= learningRate·v (v = g without momentum).
class SgdOptimizer {
public:
    struct Settings {
        double learningRate = 0.01;
        double momentum = 0;
        double weightDecay = 0;
    };

    SgdOptimizer(Settings settings, MemoryLedger* ledger) : settings_(settings), ledger_(ledger) {}

    /// Updates the parameter in place; `gradient` may be overwritten.
    void apply(const NamedTensor& parameter, torch::Tensor& gradient);
    [[nodiscard]] double learningRate() const { return settings_.learningRate; }
    void setLearningRate(double learningRate) { settings_.learningRate = learningRate; }
    /// Forgets all velocities, as a new optimizer for a new task.
    void reset() { velocities_.clear(); }

    void save(StateArchive archive) const;
    /// Takes up the saved velocities of these parameters.
    void restore(const StateArchive& archive, const std::vector<NamedTensor>& parameters);

private:
    Settings settings_;
    MemoryLedger* ledger_;
    std::map<std::string, torch::Tensor> velocities_;
};

} // namespace lightcl
