#pragma once

#include "catalog/methods/regularisation_settings.h"
#include "methods/ingredients.h"
#include "methods/regularisation/weight_anchor.h"

namespace lightcl {

/// Online elastic weight consolidation (EWC: Kirkpatrick et al. 2017, "Overcoming catastrophic forgetting in neural
/// networks"; online: Schwarz et al. 2018, "Progress & Compress").
///
/// After a task with N samples, with g_n = ∂ log p(y_n | x_n) / ∂θ of one sample each,
///     F <- gamma·F + 1/N · sum over n of g_n²,   θ* <- θ,
/// and while the next tasks are learnt the loss has
///     lambda · sum F·(θ - θ*)².
/// Kirkpatrick's penalty is half of that for the same lambda. y_n are the samples' labels (the empirical Fisher
/// information) or, with `modelLabels`, one draw from the network's own p(· | x_n). One public code weights each g_n²
/// by p(y_n | x_n) (`weighted`), others average gradients over batches before squaring (`gradientRows`).
class OnlineEwc final : public MaskedMethod {
public:
    using Settings = EwcSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    OnlineEwc(Settings settings, OutputMask mask) : MaskedMethod(std::move(mask)), settings_(settings) {}

    void attach(Network& network) override { anchor_.attach(network); }
    [[nodiscard]] std::string instability(double learningRate) const override {
        return anchor_.instability("method.ewc.lambda", settings_.lambda, learningRate);
    }
    void adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override { anchor_.save(archive); }
    void restore(const StateArchive& archive) override { anchor_.restore(archive); }

private:
    /// log p of each row's label, or of a drawn one; times sqrt(p), held fixed, when weighted.
    [[nodiscard]] torch::Tensor logLikelihood(const torch::Tensor& logits, const torch::Tensor& labels,
                                              const at::Generator& generator) const;

    Settings settings_;
    WeightAnchor anchor_; ///< its importance is F
};

} // namespace lightcl
