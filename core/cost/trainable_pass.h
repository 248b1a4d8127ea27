#pragma once

#include "cost/moments.h"
#include "cost/segments.h"
#include "cost/step_passes.h"
#include "cost/training_plan.h"

#include <cstdint>

namespace lightcl {

/// Looks at the moments of a pass through what is trained in a task (counted from 1): the forward of each segment, then
/// backward from the head down. What is computed again has kept its input only until then, or not even that. A
/// segment's penalty is done with before its layers are.
void passTrainable(Moments& moments, const TrainingPlan& plan, std::int64_t task, const Segments& segments,
                   const Pass& pass);

} // namespace lightcl
