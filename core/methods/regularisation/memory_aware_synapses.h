#pragma once

#include "catalog/methods/regularisation_settings.h"
#include "methods/ingredients.h"
#include "methods/regularisation/weight_anchor.h"

namespace lightcl {

/// Memory aware synapses (MAS; Aljundi et al. 2018, "Memory Aware Synapses: Learning what (not) to forget"), global
/// version.
///
/// After a task with N samples, with f(x) the logits,
///     Ω <- Ω + 1/N · sum over n of |∂‖f(x_n)‖² / ∂θ|,   θ* <- θ,
/// and while the next tasks are learnt the loss has
///     lambda · sum Ω·(θ - θ*)².
/// No labels are used but to know a sample's task in task-incremental training, where f are the task's own outputs. The
/// authors' code averages gradients over batches before taking their magnitude (`gradientRows`).
class MemoryAwareSynapses final : public MaskedMethod {
public:
    using Settings = MasSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    MemoryAwareSynapses(Settings settings, OutputMask mask) : MaskedMethod(std::move(mask)), settings_(settings) {}

    void attach(Network& network) override { anchor_.attach(network); }
    [[nodiscard]] std::string instability(double learningRate) const override {
        return anchor_.instability("method.mas.lambda", settings_.lambda, learningRate);
    }
    void adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override { anchor_.save(archive); }
    void restore(const StateArchive& archive) override { anchor_.restore(archive); }

private:
    Settings settings_;
    WeightAnchor anchor_; ///< its importance is Ω
};

} // namespace lightcl
