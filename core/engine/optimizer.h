#pragma once

#include "checkpoint/state_archive.h"
#include "networks/network.h"
#include "rules/optimizer_rule.h"

#include <map>

namespace lightcl {

class MemoryLedger;

/// Applies gradients, one parameter at a time, so that a stage's can be applied and freed before the next stage's are
/// computed. With gradient g of the weights θ, learning rate η and weight decay λ:
///
/// SGD: g += λ·θ; v = momentum·v + g; θ -= η·v (v = g without momentum).
///
/// Adam (Kingma & Ba 2015, arXiv 1412.6980, algorithm 1): g += λ·θ; m = β₁·m + (1-β₁)·g; v = β₂·v + (1-β₂)·g²;
/// θ -= η · m/(1-β₁ᵗ) / (√(v/(1-β₂ᵗ)) + ε) in a parameter's t-th step, with β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
///
/// AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101, algorithm 2): θ -= η·λ·θ instead of g += λ·θ, then as Adam.
class Optimizer {
public:
    struct Settings {
        double learningRate = 0.01;
        double momentum = 0;
        double weightDecay = 0;
        OptimizerKind kind = OptimizerKind::Sgd;
    };

    Optimizer(Settings settings, MemoryLedger* ledger) : settings_(settings), ledger_(ledger) {}

    /// Updates the parameter in place; `gradient` is overwritten.
    void apply(const NamedTensor& parameter, torch::Tensor& gradient);
    [[nodiscard]] double learningRate() const { return settings_.learningRate; }
    void setLearningRate(double learningRate) { settings_.learningRate = learningRate; }
    [[nodiscard]] OptimizerKind kind() const { return settings_.kind; }
    /// Forgets its state, as a new optimizer for a new task.
    void reset() { states_.clear(); }

    void save(StateArchive archive) const;
    /// Takes up the saved state of these parameters.
    void restore(const StateArchive& archive, const std::vector<NamedTensor>& parameters);

private:
    /// What is kept of a parameter's steps.
    struct State {
        torch::Tensor first;    ///< SGD: the velocity v; Adam: m
        torch::Tensor second;   ///< Adam: v
        std::int64_t steps = 0; ///< Adam: t
    };

    void applySgd(const NamedTensor& parameter, torch::Tensor& gradient);
    void applyAdam(const NamedTensor& parameter, torch::Tensor& gradient);

    Settings settings_;
    MemoryLedger* ledger_;
    std::map<std::string, State> states_;
};

} // namespace lightcl
