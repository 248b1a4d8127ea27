#pragma once

#include "methods/method.h"

namespace lightcl {

/// `count` different training samples of the context's task, or all it has when they are fewer, in random order.
[[nodiscard]] Samples drawTaskSamples(const TaskContext& context, std::int64_t count, RandomStream& random);

} // namespace lightcl
