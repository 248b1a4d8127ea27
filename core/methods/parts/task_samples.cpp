#include "methods/parts/task_samples.h"

namespace lightcl {

Samples drawTaskSamples(const TaskContext& context, std::int64_t count, RandomStream& random) {
    const std::int64_t available = context.task.trainIndices.size(0);
    const auto chosen = torch::tensor(random.choose(std::min(count, available), available), torch::kInt64);
    return context.scenario.trainSamples(context.task.trainIndices.index_select(0, chosen));
}

} // namespace lightcl
