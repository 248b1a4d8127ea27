#pragma once

#include "base/memory_category.h"
#include "cost/training_plan.h"

namespace lightcl {

/// Adds what a method holds in one task (counted from 1): buffered samples as replay buffer (a byte a pixel and an
/// 8-byte label); LightCL's kept feature maps, logits and channel numbers as method state; its penalty's differences,
/// which autograd keeps, as activations. Every task marks other channels here, so the kept maps are an upper bound.
void addMethod(MemoryBreakdown& bytes, const TrainingPlan& plan, std::int64_t task);

} // namespace lightcl
