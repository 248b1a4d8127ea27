#pragma once

#include "cost/moments.h"
#include "cost/training_plan.h"

#include <cstdint>

namespace lightcl {

/// Looks at the moments of a method's forwards outside of the steps' graphs in a task (counted from 1): for what it
/// keeps of samples when a task begins or ends, without the steps' cached features, and an old network's of a step's
/// rows. They are in float32 with either precision; in a float32 run the steps need more, unless what the forwards give
/// is held.
void passApart(Moments& moments, const TrainingPlan& plan, std::int64_t task);

} // namespace lightcl
