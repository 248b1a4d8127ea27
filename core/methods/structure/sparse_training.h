#pragma once

#include "catalog/methods/structure_settings.h"
#include "checkpoint/state_archive.h"
#include "methods/structure/weight_mask.h"
#include "networks/network.h"

#include <map>
#include <optional>
#include <string>

namespace lightcl {

/// SparCL's dynamic masks over weights and gradients (Wang et al. 2022, arXiv 2209.09476), layer by layer.
///
/// Weight masks: alive are the weights of the largest importance |W| + gradientWeight·|∂L/∂W|; the others are 0 and get
/// no gradient. The masks are made anew every `maskInterval` epochs of a task, at the epoch's first step and from its
/// gradient: the living weights are pruned to one sparsity, then weights drawn at random grow back, from 0, to another
/// (see maskUpdate()). Before the first step |W| alone decides, so that the network is never dense.
/// Gradient masks: of a layer's n weights only those with the gradientShare·n largest |∂L/∂W| learn; chosen anew at
/// every `gradientInterval`-th step of an epoch, from the first on.
class SparseTraining {
public:
    using Settings = SparseSettings;

    /// What happens to the masks in an epoch: pruned to one sparsity, grown to the other.
    struct MaskUpdate {
        double pruneTo = 0;
        double growTo = 0;
        bool operator==(const MaskUpdate&) const = default;
    };

    /// The update of an epoch (from 1) of a task with `epochs` epochs; nothing when none is due. A task's first update
    /// leaves `growBack` more weights alive than the sparsity s says (s -> s - growBack), those after it exchange that
    /// share (s + growBack -> s), the last one makes the sparsity exactly s: with 50 epochs, as published, epochs 1;
    /// 6, 11, …, 41; and 46. A task too short for more than one update exchanges, so that its masks adapt as well.
    static std::optional<MaskUpdate> maskUpdate(const Settings& settings, int epoch, int epochs);

    /// Masks apply to the weights of maskedLayers(network).
    SparseTraining(const Settings& settings, const NetworkSpec& network);

    /// Prunes the untrained network.
    void begin(const Network& network);
    /// Call it before an epoch (from 1) and before each step.
    void beginEpoch(int epoch, int epochs, RandomStream& random);
    void beginStep() { ++step_; }
    /// Makes masks that are due from a dense gradient, then masks it.
    void adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient);
    /// Sets what is not alive to 0.
    void afterUpdate(const NamedTensor& parameter);

    /// Holds of a masked weight the living values only, and no tensor of its sizes, until expand() gives it back as it
    /// was. Other parameters are left alone.
    void compact(const NamedTensor& parameter);
    void expand(const NamedTensor& parameter);

    /// Which weights are alive, and which learn, of a layer that masks apply to; not defined() without such masks.
    [[nodiscard]] const WeightMask& alive(const std::string& parameter) const;
    [[nodiscard]] const WeightMask& learning(const std::string& parameter) const;

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    struct Layer {
        std::int64_t weights = 0;
        WeightMask alive, learning;
        torch::Tensor living;            ///< while it is compact: the living weights
        std::vector<std::int64_t> sizes; ///< that the weight has then lost
    };

    /// Null for a parameter that masks do not apply to.
    [[nodiscard]] Layer* layerOf(const NamedTensor& parameter);

    Settings settings_;
    std::map<std::string, Layer> layers_; ///< by parameter
    // Of the present epoch.
    std::optional<MaskUpdate> due_;
    RandomStreams growth_{0};
    std::int64_t step_ = 0; ///< from 1
};

} // namespace lightcl
