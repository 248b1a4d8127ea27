#pragma once

#include "libtorch/torch.h"

#include <array>
#include <cstdint>

namespace lightcl {

// Batch-norm as torchvision's networks have it.
inline constexpr double kNormMomentum = 0.1; ///< how far the running statistics move towards a batch's
inline constexpr double kNormEpsilon = 1e-5; ///< added to variances

/// Where batch-norm in training mode writes the new running variance of a batch [rows, channels, height, width]. One
/// value a channel has no variance (the unbiased estimate divides by 0): then the running one stays as it is.
inline torch::Tensor varianceToUpdate(const torch::Tensor& batch, const torch::Tensor& variance) {
    return variance.defined() && batch.numel() == batch.size(1) ? variance.clone() : variance;
}

/// Rows of one batch whose batch-norm statistics are apart: `first` rows, and those after them. The network's other
/// layers work row by row, so what comes out is what two batches would give, of which the second passed before the
/// first: so do the running statistics move.
struct NormGroups {
    std::int64_t first = 0; ///< 0: all rows share their statistics

    [[nodiscard]] bool apart(const torch::Tensor& input) const { return first > 0 && first < input.size(0); }
};

/// A batch-norm's learnable and running values, [channels]; undefined running ones are left alone.
struct NormTensors {
    torch::Tensor scale, shift, runningMean, runningVariance;
};

/// The batch-norm's output on the statistics of its batch, and of each group [groups, channels] the mean and the
/// inverse deviation.
struct NormedRows {
    torch::Tensor values, mean, inverseDeviation;
};

/// Without a graph.
NormedRows normedRows(const torch::Tensor& input, const NormTensors& norm, NormGroups groups);
/// Gradients of input, scale and shift, from the output's and what normedRows() gave.
std::array<torch::Tensor, 3> normedRowsBackward(const torch::Tensor& gradient, const torch::Tensor& input,
                                                const torch::Tensor& scale, const torch::Tensor& mean,
                                                const torch::Tensor& inverseDeviation, NormGroups groups);
/// The same for autograd, which keeps the input.
torch::Tensor batchNormApart(const torch::Tensor& input, const NormTensors& norm, NormGroups groups);

} // namespace lightcl
