#pragma once

#include "libtorch/torch.h"

namespace lightcl {

/// Mean cross-entropy of logits [rows, all classes] over the outputs of `classes` (int64, in any order), of which each
/// label is one; a scalar.
inline torch::Tensor crossEntropyAmong(const torch::Tensor& logits, const torch::Tensor& labels,
                                       const torch::Tensor& classes) {
    const torch::Tensor positions = labels.unsqueeze(1).eq(classes.unsqueeze(0)).to(torch::kInt64).argmax(1);
    return torch::cross_entropy_loss(logits.index_select(1, classes), positions);
}

} // namespace lightcl
