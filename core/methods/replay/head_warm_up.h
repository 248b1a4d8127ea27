#pragma once

#include "methods/method.h"

namespace lightcl {

/// Trains the head's outputs of `newClasses` (int64) on features that stay as they are: the task's epochs of plain SGD
/// on the cross-entropy over these outputs, unaugmented images, features in evaluation mode. Nothing else in the
/// network changes. The features are computed anew for each batch, since a convolutional network's are too large to
/// keep.
void warmUpHead(const TaskContext& context, const torch::Tensor& newClasses);

} // namespace lightcl
