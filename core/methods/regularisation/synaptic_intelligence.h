#pragma once

#include "catalog/methods/regularisation_settings.h"
#include "methods/ingredients.h"
#include "methods/regularisation/path_integral.h"
#include "methods/regularisation/weight_anchor.h"

namespace lightcl {

/// Synaptic intelligence (SI; Zenke, Poole, Ganguli 2017, "Continual Learning Through Synaptic Intelligence").
///
/// While a task is learnt, ω accumulates g·(θ before - θ after) over the updates, g the gradient of the task's loss
/// alone (PathIntegral). At its end, with Δθ the way from the task's first weights θ* to its last,
///     Ω <- Ω + ω / ((Δθ)² + xi),   ω <- 0,   θ* <- θ,
/// and while the next tasks are learnt the loss has
///     c · sum Ω·(θ - θ*)².
/// A ω can be negative, and a negative Ω would push weights away without bound: the authors' code cuts Ω at zero
/// (`nonNegative`), the paper does not say. One public code clips every gradient, the penalty's included, to ±1
/// (`clip`) and charges the path with that gradient (`wholeGradient`).
class SynapticIntelligence final : public MaskedMethod {
public:
    using Settings = SiSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    SynapticIntelligence(Settings settings, OutputMask mask) : MaskedMethod(std::move(mask)), settings_(settings) {}

    void attach(Network& network) override;
    void beforeTask(const TaskContext& context) override;
    [[nodiscard]] std::string instability(double learningRate) const override {
        return anchor_.instability("method.si.c", settings_.c, learningRate);
    }
    void adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) override;
    void afterUpdate(const NamedTensor& parameter) override { path_.end(parameter); }
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    void addImportance(const NamedTensor& parameter);

    Settings settings_;
    PathIntegral path_;
    WeightAnchor anchor_; ///< its importance is Ω
};

} // namespace lightcl
