#include "methods/parts/task_passes.h"

#include <algorithm>

namespace lightcl {

Samples drawTaskSamples(const TaskContext& context, std::int64_t count, RandomStream& random) {
    const std::int64_t available = context.task.trainIndices.size(0);
    const auto chosen = torch::tensor(random.choose(std::min(count, available), available), torch::kInt64);
    return context.scenario.trainSamples(context.task.trainIndices.index_select(0, chosen));
}

torch::Tensor forwardInBatches(const TaskContext& context, const torch::Tensor& images,
                               const std::function<torch::Tensor(const torch::Tensor& inputs)>& forward) {
    const at::NoGradGuard noGradient;
    std::vector<torch::Tensor> outputs;
    for (const torch::Tensor& batch : images.split(context.batchSize))
        outputs.push_back(forward(context.scenario.inputsOf(batch)));
    return torch::cat(outputs);
}

} // namespace lightcl
