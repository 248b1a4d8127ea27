#pragma once

#include "base/memory_category.h"
#include "cost/training_plan.h"

namespace lightcl {

/// Adds what a method holds in one task (counted from 1): buffered samples as replay buffer (a byte a pixel and an
/// 8-byte label); LightCL's kept feature maps, logits and channel numbers as method state. Every task marks other
/// channels here, so the kept maps are an upper bound.
void addMethod(MemoryBreakdown& bytes, const TrainingPlan& plan, std::int64_t task);

/// What autograd keeps of LightCL's penalty on a trainable stage, or a part of one: the differences from what is held.
std::int64_t penaltyBytes(const TrainingPlan& plan, std::int64_t task, const StageSpec& stage);

} // namespace lightcl
