#pragma once

#include "methods/method.h"

#include <vector>

namespace lightcl {

/// Decides how much of a network can be frozen, from what learning the incoming task would do to it.
///
/// On a copy of the network, `steps` plain SGD steps (all layers unfrozen, the context's batch size and learning rate,
/// cross-entropy over Scenario::lossClasses()) are tried. For each weight layer l, with formulas of
/// metrics/layer_formulas.h:
///     LP_l = learning plasticity of one batch of the incoming task before the steps, in evaluation mode
///     MS_l = memory stability of the feature maps of the earlier samples from before to after the steps
///     G_l = MS_l · (1 - LP_l / max_l LP_l)
/// Frozen may be the longest prefix of stages before the head all of whose layers have G_l >= threshold
/// (rules/stable_prefix.h). Samples are drawn from what methods may learn from: probe images serve measuring only.
///
/// The copy takes the network's bytes once more, and its gradients exist all at once, for as long as it decides.
class FreezeAdvisor {
public:
    struct Settings {
        double threshold = 0.5;
        std::int64_t steps = 32;
    };

    struct Advice {
        std::size_t firstTrainableStage = 0;
        std::vector<double> generalizability; ///< by weight layer
    };

    explicit FreezeAdvisor(Settings settings) : settings_(settings) {}

    /// For the task that is about to begin, given samples of earlier ones. The context's network is left as it is.
    [[nodiscard]] Advice advise(const TaskContext& incoming, const Samples& earlier) const;

private:
    Settings settings_;
};

} // namespace lightcl
