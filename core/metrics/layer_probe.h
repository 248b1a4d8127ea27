#pragma once

#include "checkpoint/state_archive.h"
#include "networks/network.h"
#include "runs/rows.h"
#include "scenarios/scenario.h"
#include "spec/settings.h"

#include <map>
#include <string_view>

namespace lightcl {

/// Measures every weight layer on probe images that no method trains on. The network is left as it was.
///
/// learning_plasticity LP_l(t): mean over probe batches of task t, all layers unfrozen, evaluation mode, cross-entropy
/// over the classes seen so far; gradient_norm and gradient_l1 are the same batches' ‖∂L/∂W_l‖_F and mean |∂L/∂W_l|.
/// memory_stability MS_l(t): mean over earlier tasks of the stability between the feature maps of their probe images
/// now and when they ended (kept as float16, and compared so); linear_cka and cosine_similarity likewise.
/// generalizability G_l(t) from both; stability-like metrics exist from the second task on. Formulas: layer_formulas.h.
class LayerProbe {
public:
    LayerProbe(const Scenario& scenario, MeasuringSettings settings) : scenario_(&scenario), settings_(settings) {}

    /// What is measured together: the metrics, and how far each earlier task's features have drifted in each layer.
    struct Measured {
        std::vector<LayerMetricRow> metrics;
        std::vector<LayerDriftRow> drifts;
    };
    /// Every metric of every layer after `epoch` of `task`; `probed` are the tasks that are being learnt (one, or all
    /// of them in joint training).
    Measured measure(Network& network, int task, int epoch, const std::vector<int>& probed) const;
    /// Keeps the feature maps of the task's probe images as the reference of later stability.
    void remember(Network& network, int task);

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    using LayerValues = std::map<std::string_view, std::vector<double>>; ///< by metric, one value a layer

    [[nodiscard]] Samples probes(int task, std::int64_t batch) const;
    [[nodiscard]] std::vector<torch::Tensor> featureMaps(Network& network, int task) const;
    void measurePlasticity(Network& network, int seenUpTo, const std::vector<int>& probed, LayerValues& values) const;
    /// Returns what it was for each earlier task.
    std::vector<LayerDriftRow> measureStability(Network& network, RunPosition at, LayerValues& values) const;

    const Scenario* scenario_;
    MeasuringSettings settings_;
    std::map<int, std::vector<torch::Tensor>> references_; ///< by task: float16 feature map of each layer
};

} // namespace lightcl
