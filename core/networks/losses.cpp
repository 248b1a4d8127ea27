#include "networks/losses.h"

#include <limits>

namespace lightcl {

namespace {

constexpr float kExcluded = -std::numeric_limits<float>::infinity();

} // namespace

torch::Tensor OutputMask::apply(const torch::Tensor& logits, const torch::Tensor& labels) const {
    if (!sameTask_.defined()) return logits;
    return logits.masked_fill(sameTask_.index_select(0, labels).logical_not(), kExcluded);
}

torch::Tensor marked(const torch::Tensor& classes, std::int64_t outputs) {
    return torch::zeros({outputs}, torch::kBool).index_fill_(0, classes, true);
}

torch::Tensor limitedTo(const torch::Tensor& allowed, const torch::Tensor& logits) {
    return logits.masked_fill(allowed.logical_not(), kExcluded);
}

torch::Tensor maskedCrossEntropy(const OutputMask& mask, const torch::Tensor& logits, const torch::Tensor& labels) {
    return torch::cross_entropy_loss(mask.apply(logits, labels), labels);
}

torch::Tensor crossEntropyOver(const torch::Tensor& allowed, const torch::Tensor& logits, const torch::Tensor& labels) {
    return torch::cross_entropy_loss(limitedTo(allowed.index_fill(0, labels, true), logits), labels);
}

torch::Tensor crossEntropyAmong(const torch::Tensor& logits, const torch::Tensor& labels,
                                const torch::Tensor& classes) {
    const torch::Tensor positions = labels.unsqueeze(1).eq(classes.unsqueeze(0)).to(torch::kInt64).argmax(1);
    return torch::cross_entropy_loss(logits.index_select(1, classes), positions);
}

} // namespace lightcl
