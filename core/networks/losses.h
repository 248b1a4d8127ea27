#pragma once

#include "libtorch/torch.h"

#include <utility>

namespace lightcl {

// Cross-entropies over some of a network's outputs. Logits are [rows, classes], labels int64 [rows]; each gives the
// mean over the rows, a scalar.

/// Limits a loss to the outputs that take part: class-incremental training uses all of them, task-incremental training
/// the classes of each row's own task.
class OutputMask {
public:
    OutputMask() = default;
    /// `sameTask`: bool [classes, classes], which classes share a task.
    explicit OutputMask(torch::Tensor sameTask) : sameTask_(std::move(sameTask)) {}

    /// logits with the excluded outputs at -inf; the same tensor when there is no mask.
    [[nodiscard]] torch::Tensor apply(const torch::Tensor& logits, const torch::Tensor& labels) const;

private:
    torch::Tensor sameTask_;
};

/// bool [outputs]: true for `classes`, int64 [n].
[[nodiscard]] torch::Tensor marked(const torch::Tensor& classes, std::int64_t outputs);
/// logits with the outputs that `allowed`, bool [classes], does not mark at -inf.
[[nodiscard]] torch::Tensor limitedTo(const torch::Tensor& allowed, const torch::Tensor& logits);

/// Over the outputs that take part.
[[nodiscard]] torch::Tensor maskedCrossEntropy(const OutputMask& mask, const torch::Tensor& logits,
                                               const torch::Tensor& labels);
/// Over the outputs in `allowed`, bool [classes], and those that a label asks for.
[[nodiscard]] torch::Tensor crossEntropyOver(const torch::Tensor& allowed, const torch::Tensor& logits,
                                             const torch::Tensor& labels);
/// Over the outputs of `classes` (int64, in any order), of which each label is one, and which alone are computed with.
[[nodiscard]] torch::Tensor crossEntropyAmong(const torch::Tensor& logits, const torch::Tensor& labels,
                                              const torch::Tensor& classes);

} // namespace lightcl
