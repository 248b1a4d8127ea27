#pragma once

#include "methods/method.h"

namespace lightcl {

/// Mean cross-entropy of logits [rows, classes] over the outputs that take part; a scalar.
inline torch::Tensor maskedCrossEntropy(const OutputMask& mask, const torch::Tensor& logits,
                                        const torch::Tensor& labels) {
    return torch::cross_entropy_loss(mask.apply(logits, labels), labels);
}

} // namespace lightcl
