#pragma once

#include "checkpoint/state_archive.h"
#include "networks/network.h"
#include "rules/progressive_columns.h"

#include <vector>

namespace lightcl {

/// A column's lateral connections from the earlier columns of a progressive network (Rusu et al. 2016, "Progressive
/// Neural Networks", arXiv 1606.04671), at the granularity of stages: with h_s^(j) the output of column j's stage s,
/// what enters stage s > 0 of column k is
///     linear (the paper's equation 1):      h_{s-1}^(k) + sum_{j<k} U_s^(k:j) h_{s-1}^(j)
///     non-linear (equation 2, "adapters"):  h_{s-1}^(k) + U_s^(k) relu(sum_{j<k} V_s^(k:j) α_s^(k:j) h_{s-1}^(j)).
/// U and V are 1x1 convolutions of feature maps, matrices of feature vectors, that keep the number of channels; the α
/// are learnt scalars. Where the paper adds a lateral connection before each layer's activation function, here it
/// passes through the stage's own first layer.
///
/// Initial values: U and V uniform ±1/sqrt(values added up), α uniform in [0, 0.1) ("random small values").
class LateralAdapters {
public:
    using Kind = Laterals;

    /// Of a first column: none.
    LateralAdapters() = default;
    /// From `earlier` columns of this network, learnable.
    LateralAdapters(const NetworkSpec& network, std::size_t earlier, Kind kind, RandomStream& random);

    /// What enters the stage: its own values, and what the first columns' outputs of the stage below add to it.
    [[nodiscard]] torch::Tensor entering(std::size_t stage, const torch::Tensor& values,
                                         const std::vector<torch::Tensor>& below) const;

    /// "laterals.STAGE.from1", …; for the non-linear kind also "laterals.STAGE.scale" and "laterals.STAGE.combine".
    [[nodiscard]] std::vector<NamedTensor> parameters(std::size_t stage) const;
    void requireGradients(bool required);

    void save(StateArchive archive) const;
    /// Into adapters that were made for as many columns of the same network.
    void restore(const StateArchive& archive);

private:
    struct Stage {
        std::vector<NamedTensor> from; ///< [channels, channels], by earlier column
        NamedTensor scale;             ///< [earlier columns]
        NamedTensor combine;           ///< [channels, channels]
    };

    [[nodiscard]] std::vector<NamedTensor> parameters() const;

    std::vector<Stage> stages_; ///< the first has none
    Kind kind_ = Kind::Linear;
};

} // namespace lightcl
