#include "methods/parts/batched_forward.h"

#include "data/input_pipeline.h"

namespace lightcl {

torch::Tensor forwardInBatches(const TaskContext& context, const torch::Tensor& images,
                               const std::function<torch::Tensor(const torch::Tensor& inputs)>& forward) {
    const at::NoGradGuard noGradient;
    std::vector<torch::Tensor> outputs;
    for (const torch::Tensor& batch : images.split(context.batchSize)) outputs.push_back(forward(toInputs(batch)));
    return torch::cat(outputs);
}

} // namespace lightcl
