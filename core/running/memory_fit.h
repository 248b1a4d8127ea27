#pragma once

#include "catalog/catalog.h"
#include "runs/prediction.h"
#include "spec/experiment_spec.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lightcl {

/// A changed setting, or several, as a spec has them, and the peak that the cost model predicts with it.
struct FittingChange {
    std::string settings; ///< "training.memory = \"low\""
    std::int64_t bytes = 0;
};

/// The predicted peak of a run; nothing when it is none that can be trained.
std::optional<std::int64_t> predictedPeak(const RunSpec& run, const DatasetInfo& dataset);

/// The largest batch, or replay buffer, halved again and again, with which the run's predicted peak is at most
/// `available` bytes; nothing where none is.
std::optional<FittingChange> smallerBatchThatFits(const RunSpec& run, const DatasetInfo& dataset,
                                                  std::int64_t available);
std::optional<FittingChange> smallerBufferThatFits(const RunSpec& run, const DatasetInfo& dataset,
                                                   std::int64_t available);

/// Throws InputError, one line, when the run's predicted peak is more than `available` bytes, with settings that would
/// fit (less memory for more work, a smaller batch, a smaller replay buffer) as estimateCost() has it. A system that
/// runs out of memory kills programs of its own choice. 0: as much as is asked for.
void requireMemory(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact, std::int64_t available);

} // namespace lightcl
