#include "methods/regularisation/memory_aware_synapses.h"

#include "methods/regularisation/task_importance.h"

namespace lightcl {

std::unique_ptr<Method> MemoryAwareSynapses::make(const Ingredients& in) {
    return std::make_unique<MemoryAwareSynapses>(masSettings(in.parameters), in.mask);
}

void MemoryAwareSynapses::adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) {
    anchor_.addGradient(parameter, gradient, settings_.lambda);
}

void MemoryAwareSynapses::afterTask(const TaskContext& context) {
    const RowObjective squaredNorm = [&](const torch::Tensor& logits, const torch::Tensor& labels) {
        const torch::Tensor outputs = mask().apply(logits, labels);
        return outputs.masked_fill(outputs.isinf(), 0).square().sum(1);
    };
    addImportance(anchor_, {squaredNorm, Magnitude::Absolute, settings_.importanceSamples, settings_.gradientRows},
                  context, context.random["importance samples"]);
    anchor_.moveTo(context.network);
}

} // namespace lightcl
