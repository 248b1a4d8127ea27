#pragma once

#include "libtorch/torch.h"
#include "networks/network.h"

#include <functional>

namespace lightcl {

/// What of a gradient counts: g² or |g|, element by element.
enum class Magnitude { Square, Absolute };

/// One value a row, [rows], from logits [rows, classes] and labels [rows]; no row's value may depend on another's.
using RowObjective = std::function<torch::Tensor(const torch::Tensor& logits, const torch::Tensor& labels)>;
/// The tensor, in a parameter's shape, that its magnitudes are added to.
using MagnitudeSums = std::function<torch::Tensor&(const NamedTensor& parameter)>;

/// The rows whose gradients are wanted, in evaluation mode: a row alone has no batch statistics, and what is measured
/// is the network as it is used.
struct RowGradients {
    Network& network;
    RowObjective objective;
    Magnitude magnitude = Magnitude::Square;

    /// sums += weight · m(∂ mean objective / ∂θ) of inputs [rows, …], one pass for all rows together. Backward runs
    /// stage by stage; a stage's gradients are gone before the next stage's exist.
    void addTogether(const torch::Tensor& inputs, const torch::Tensor& labels, double weight,
                     const MagnitudeSums& sums) const;

    /// sums += weight · (sum over rows n of m(∂ objective_n / ∂θ)), in closed form and one pass. A linear layer's
    /// gradient of one row is the outer product of the gradient δ at its output with its input a, and m(δ_i·a_j) =
    /// m(δ_i)·m(a_j), so the sum over rows is the matrix product m(δ)ᵀ·m(a). Only for networks
    /// that NetworkSpec::chainsLinearLayers().
    void addEachRow(const torch::Tensor& inputs, const torch::Tensor& labels, double weight,
                    const MagnitudeSums& sums) const;
};

} // namespace lightcl
