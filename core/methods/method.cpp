#include "methods/method.h"

namespace lightcl {

torch::Tensor Method::loss(const torch::Tensor& logits, const StepRows& rows) {
    return torch::cross_entropy_loss(logits, rows.labels);
}

torch::Tensor Method::evaluate(Network& network, const torch::Tensor& inputs, const Task& /*task*/,
                               std::size_t firstStage) {
    return network.forward(inputs, NormMode::Evaluation, firstStage);
}

torch::Tensor MaskedMethod::loss(const torch::Tensor& logits, const StepRows& rows) {
    return maskedCrossEntropy(mask_, logits, rows.labels);
}

} // namespace lightcl
