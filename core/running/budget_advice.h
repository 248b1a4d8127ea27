#pragma once

#include "catalog/catalog.h"
#include "running/memory_fit.h"
#include "runs/memory_budget.h"
#include "runs/prediction.h"
#include "spec/experiment_spec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// What of these makes the run's predicted peak at most `available` bytes, each by itself: training.memory = "low",
/// training.precision = "bfloat16", the largest batch of those halved again and again, likewise the replay buffer, the
/// freeze line that freezes the least. Where none does, the first of low with bfloat16 and low with a smaller batch
/// that does; else nothing.
std::vector<FittingChange> changesThatFit(const RunSpec& run, const DatasetInfo& dataset, std::int64_t available);

/// One line for a run that asked for more than its budget: which step needed how much, of which budget, and what is
/// predicted to fit, with the floor in every number.
std::string breachSentence(const BudgetBreach& breach, const RunSpec& run, const DatasetInfo& dataset);

/// One line for a run whose predicted peak and floor are more than its budget; empty for one that is predicted to fit.
std::string budgetWarning(const MemoryBudget& budget, const Prediction& exact);

/// Throws InputError, one line with both numbers, when the budget leaves nothing for tensors.
void requireAboveFloor(const MemoryBudget& budget);

} // namespace lightcl
