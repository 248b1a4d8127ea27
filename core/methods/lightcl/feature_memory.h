#pragma once

#include "checkpoint/state_archive.h"
#include "libtorch/torch.h"
#include "networks/network.h"
#include "rules/marked_channels.h"

#include <map>

namespace lightcl {

/// LightCL's "memorize feature patterns" (arXiv 2407.10545): what the previous model's most active channels gave for a
/// few memory samples, and the penalty on changing it.
///
/// Channel importance of layer l after a task: sum over rows and positions of |F_l|; the top ratio of channels
/// (rules/marked_channels.h) joins the layer's mask, a union over tasks. With kept maps K_l and current maps F_l of the
/// same memory rows,
///     penalty_l = sum over rows, positions and masked channels c of (F_l[:, c] - K_l[:, c])².
/// Only masked channels are kept.
class FeatureMemory {
public:
    explicit FeatureMemory(ChannelMarking marking) : marking_(marking) {}

    /// Joins each map's most active channels to its layer's mask.
    void markImportant(const FeatureMaps& maps);
    /// Keeps the masked channels of these maps, [rows, …], as the pattern to hold on to. Layers without a mask are left
    /// out.
    void keep(const FeatureMaps& maps);
    /// Sum of the layers' penalties for maps whose last rows are the memory samples; undefined when none is kept.
    [[nodiscard]] torch::Tensor penalty(const FeatureMaps& maps) const;
    /// Channels of a layer's mask in ascending order; empty when there is none.
    [[nodiscard]] torch::Tensor mask(std::size_t layer) const;

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    struct Pattern {
        torch::Tensor channels; ///< int64, ascending
        torch::Tensor kept;     ///< [memory rows, masked channels, …]; undefined before keep()
    };

    ChannelMarking marking_;
    std::map<std::size_t, Pattern> patterns_; ///< by weight layer
};

} // namespace lightcl
