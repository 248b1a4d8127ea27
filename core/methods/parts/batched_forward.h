#pragma once

#include "methods/method.h"

#include <functional>

namespace lightcl {

/// What `forward` makes of the images' inputs, one row an image, without gradients. It runs in batches of the
/// training's size, so that it needs no more memory than a step.
[[nodiscard]] torch::Tensor forwardInBatches(const TaskContext& context, const torch::Tensor& images,
                                             const std::function<torch::Tensor(const torch::Tensor& inputs)>& forward);

} // namespace lightcl
