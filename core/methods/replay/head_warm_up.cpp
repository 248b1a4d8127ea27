#include "methods/replay/head_warm_up.h"

#include "networks/features.h"

namespace lightcl {

namespace {

torch::Tensor enteringHead(const TaskContext& context, const torch::Tensor& images) {
    at::NoGradGuard noGradient;
    Network& network = context.network;
    return stageFeatures(network, context.scenario.inputsOf(images), network.stageCount() - 1, NormMode::Evaluation);
}

/// Moves the rows `newClasses` of the head's weight and bias against the loss's gradient.
void descend(const std::vector<NamedTensor>& head, const torch::Tensor& loss, const torch::Tensor& newClasses,
             double learningRate) {
    std::vector<torch::Tensor> tensors;
    tensors.reserve(head.size());
    for (const NamedTensor& parameter : head) tensors.push_back(parameter.tensor);
    const auto gradients = torch::autograd::grad({loss}, tensors);
    at::NoGradGuard noGradient;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        tensors[i].index_add_(0, newClasses, gradients[i].index_select(0, newClasses), -learningRate);
    }
}

} // namespace

void warmUpHead(const TaskContext& context, const torch::Tensor& newClasses) {
    Network& network = context.network;
    const std::size_t head = network.stageCount() - 1;
    network.requireGradients(head, true);
    const torch::Tensor allowed = marked(newClasses, context.scenario.classCount());
    const torch::Tensor& indices = context.task.trainIndices;
    for (std::int64_t epoch = 0; epoch < context.epochs; ++epoch) {
        const auto order = torch::tensor(context.random["warm-up"].permutation(indices.size(0)), torch::kInt64);
        for (const torch::Tensor& part : indices.index_select(0, order).split(context.batchSize)) {
            const Samples samples = context.scenario.trainSamples(part);
            const torch::Tensor features = enteringHead(context, samples.images);
            const torch::Tensor logits = network.forwardStage(head, features, NormMode::Evaluation);
            const torch::Tensor loss = crossEntropyOver(allowed, logits, samples.labels);
            descend(network.parameters(head), loss, newClasses, context.learningRate);
        }
    }
}

} // namespace lightcl
