#pragma once

#include "base/random_stream.h"
#include "libtorch/torch.h"

#include <span>

namespace lightcl {

/// Weights that a sparsity in [0,1] leaves of n: n less sparsity·n, rounded to the nearest.
std::int64_t aliveCount(std::int64_t weights, double sparsity);

/// What a layer's weights are ranked by: |W| + gradientWeight·|g|. Without gradients by |W| alone, which may be any
/// values. Float32 tensors of the same sizes.
struct WeightImportance {
    torch::Tensor weights;
    torch::Tensor gradients{};
    float gradientWeight = 0;
};

/// Chooses some of a layer's n weights: a bit each, in the order of the weight tensor's elements. It ranks them in a
/// few passes over the values where they are, with 1 MiB of counters and no copy.
class WeightMask {
public:
    /// No mask at all.
    WeightMask() = default;
    /// Of n weights those whose bits are set; int64 [n/64, rounded up], the lowest bit of the first word first.
    WeightMask(torch::Tensor bits, std::int64_t weights);
    /// Whether a tensor can be the bits of so many weights.
    static bool fits(const torch::Tensor& bits, std::int64_t weights);
    /// Of a bool tensor.
    static WeightMask of(const torch::Tensor& chosen);
    /// The `count` weights of the largest importance (all where there are fewer); of equal ones the first.
    static WeightMask largest(const WeightImportance& importance, std::int64_t count);

    [[nodiscard]] bool defined() const { return bits_.defined(); }
    [[nodiscard]] std::int64_t weights() const { return weights_; }
    [[nodiscard]] std::int64_t count() const; ///< of the chosen
    [[nodiscard]] const torch::Tensor& bits() const { return bits_; }
    /// The same as a bool tensor of these sizes.
    [[nodiscard]] torch::Tensor chosen(at::IntArrayRef sizes) const;
    /// Takes over another mask's choice, into the same tensor where there is one.
    void assign(const WeightMask& other);

    /// Of the chosen weights those of the largest importance, as many as `sparsity` leaves of all; all of them where
    /// fewer are chosen.
    [[nodiscard]] WeightMask pruned(const WeightImportance& importance, double sparsity) const;
    /// The chosen weights and as many others, drawn with the same probability, as `sparsity` leaves; the same where
    /// enough are chosen.
    [[nodiscard]] WeightMask grown(double sparsity, RandomStream& random) const;

    /// Sets to 0 what is not chosen; float32, in the order of the weights in memory.
    void apply(const torch::Tensor& values) const;
    /// The chosen values, float32 [count], and back: a tensor of these sizes that is 0 elsewhere.
    [[nodiscard]] torch::Tensor packed(const torch::Tensor& values) const;
    [[nodiscard]] torch::Tensor unpacked(const torch::Tensor& packed, at::IntArrayRef sizes) const;

private:
    [[nodiscard]] std::span<std::uint64_t> words() const;

    torch::Tensor bits_;
    std::int64_t weights_ = 0;
};

} // namespace lightcl
