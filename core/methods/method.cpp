#include "methods/method.h"

#include <limits>

namespace lightcl {

torch::Tensor Method::loss(const torch::Tensor& logits, const StepRows& rows) {
    return torch::cross_entropy_loss(logits, rows.labels);
}

torch::Tensor Method::evaluate(Network& network, const torch::Tensor& inputs, const Task& /*task*/,
                               std::size_t firstStage) {
    return network.forward(inputs, NormMode::Evaluation, firstStage);
}

torch::Tensor OutputMask::apply(const torch::Tensor& logits, const torch::Tensor& labels) const {
    if (!sameTask_.defined()) return logits;
    return logits.masked_fill(sameTask_.index_select(0, labels).logical_not(), -std::numeric_limits<float>::infinity());
}

} // namespace lightcl
