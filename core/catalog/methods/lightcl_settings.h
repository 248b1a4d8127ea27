#pragma once

#include "backbones/network_spec.h"
#include "base/value.h"
#include "rules/marked_channels.h"
#include "rules/stored_values.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace lightcl {

// The settings of methods with a freeze line, typed: engine and cost model read them alike. Ranges are the catalog's.
// Throws InputError where first_trainable_stage names no stage of the network.

struct LightClSettings {
    std::optional<std::size_t> firstTrainableStage = 0; ///< nothing: the advisor decides
    double generalizabilityThreshold = 0.5;             ///< of the advisor
    std::int64_t advisorSteps = 32;
    std::int64_t memorySamples = 15;
    ChannelMarking marking{0.15};
    double beta = 0.0002;
    bool frozenDrifts = false;    ///< batch-norm statistics of frozen stages move on
    bool patternsTraining = true; ///< batch-norm as in training while patterns are taken
    bool memoryApart = true;      ///< batch-norm's statistics of the memory samples in a step
    bool augmentMemory = true;
    bool maskLogits = false; ///< hold the important logits only
};

struct LatentReplaySettings {
    std::size_t firstTrainableStage = 0;
    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32; ///< rows drawn a step
    StoredPrecision precision = StoredPrecision::Float32;
};

/// Dense or sparse; the network is the one that is trained.
LightClSettings lightClSettings(const Parameters& method, const NetworkSpec& network);
LatentReplaySettings latentReplaySettings(const Parameters& method, const NetworkSpec& network, std::int64_t batchSize);

} // namespace lightcl
