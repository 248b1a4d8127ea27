#pragma once

#include "base/random_stream.h"

#include <torch/torch.h>

namespace lightcl {

// Masks over a layer's n weights: bool tensors of the weight's shape, true where a weight is alive.

/// Weights that a sparsity in [0,1] leaves of n: n less sparsity·n, rounded to the nearest.
std::int64_t aliveCount(std::int64_t weights, double sparsity);

/// True at the `count` largest values (at all of them where there are fewer), false elsewhere.
torch::Tensor largestMask(const torch::Tensor& values, std::int64_t count);

/// Of the living weights those of the largest importance (not negative), so many as `sparsity` leaves; all of them
/// where fewer are alive.
torch::Tensor pruned(const torch::Tensor& alive, const torch::Tensor& importance, double sparsity);

/// The living weights and as many dead ones, drawn with the same probability, as `sparsity` leaves; the same mask where
/// enough are alive.
torch::Tensor grown(const torch::Tensor& alive, double sparsity, RandomStream& random);

} // namespace lightcl
