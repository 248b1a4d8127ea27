#pragma once

#include "catalog/catalog.h"
#include "runs/prediction.h"
#include "spec/experiment_spec.h"

#include <cstdint>

namespace lightcl {

/// Throws InputError, one line, when the run's predicted peak is more than `available` bytes, with settings that would
/// fit (less memory for more work, a smaller batch, a smaller replay buffer) as estimateCost() has it. A system that
/// runs out of memory kills programs of its own choice. 0: as much as is asked for.
void requireMemory(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact, std::int64_t available);

} // namespace lightcl
