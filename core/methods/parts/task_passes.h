#pragma once

#include "methods/method.h"

#include <functional>

namespace lightcl {

// What methods do with a task's samples outside of the steps.

/// `count` different training samples of the context's task, or all it has when they are fewer, in random order.
[[nodiscard]] Samples drawTaskSamples(const TaskContext& context, std::int64_t count, RandomStream& random);

/// What `forward` makes of the images' inputs, one row an image, without gradients. It runs in batches of the
/// training's size, so that it needs no more memory than a step.
[[nodiscard]] torch::Tensor forwardInBatches(const TaskContext& context, const torch::Tensor& images,
                                             const std::function<torch::Tensor(const torch::Tensor& inputs)>& forward);

} // namespace lightcl
