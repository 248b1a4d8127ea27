#pragma once

#include "cost/precision.h"
#include "cost/training_plan.h"

#include <vector>

namespace lightcl {

/// What has a backward of its own: a stage, or with training.memory = "low" one of its blocks, of which at most the
/// input is kept until it is computed again.
struct Segments {
    NetworkSpec network;            ///< each segment as a stage
    std::vector<bool> opensStage;   ///< of each segment: whether it is its stage's first
    std::vector<bool> channelsLast; ///< of each segment: the order of its stage's maps in memory
    std::vector<bool> keepsInput;   ///< of each segment: until its backward, see keepsBlockInputs()
    std::size_t firstTrainable = 0; ///< the first segment that is not frozen
    MemoryMode memory = MemoryMode::Fast;
    Precision precision;

    [[nodiscard]] std::size_t count() const { return network.stages.size(); }
    /// Computed again for its backward; the head never is.
    [[nodiscard]] bool isAgain(std::size_t segment) const { return areBlocks() && segment + 1 < count(); }
    [[nodiscard]] bool areBlocks() const { return memory == MemoryMode::Low; }
};

/// `firstTrainable`: the first of the network's stages that is not frozen.
Segments segmentsOf(const TrainingPlan& plan, std::size_t firstTrainable);

} // namespace lightcl
