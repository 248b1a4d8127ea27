#pragma once

#include "base/value.h"
#include "rules/stored_values.h"

#include <cstdint>

namespace lightcl {

// The settings of methods that replay what a buffer keeps, typed: engine and cost model read them alike. A run's batch
// is what a replay_size of 0 stands for; ranges are the catalog's.

/// Of experience replay.
struct ReplaySettings {
    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32; ///< rows drawn a step, also beside an epoch's smaller last batch
};

struct ErAceSettings {
    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32;
    bool authorsCode = false;
};

/// Of DER and DER++.
struct DarkReplaySettings {
    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32; ///< rows of each draw
    double alpha = 0.3;           ///< weight of the distance of logits
    double beta = 0;              ///< 0: DER
    /// In which the buffer keeps logits; float16 rounds them by at most 2^-11 of their size.
    StoredPrecision outputs = StoredPrecision::Float32;
};

struct FdrSettings {
    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32;
    double alpha = 1;
    /// In which the buffer keeps probabilities; float16 rounds them by at most 2^-11 of their size, or 2^-25.
    StoredPrecision outputs = StoredPrecision::Float32;
};

struct AGemSettings {
    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32; ///< rows whose gradient is compared with
    bool oneBatchATask = false;
};

struct GDumbSettings {
    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32; ///< rows of each step
    std::int64_t fitEpochs = 256;
    double maxLearningRate = 0.05;
    double minLearningRate = 0.0005;
    bool lastTaskOnly = false;
};

struct ICarlSettings {
    enum class Rehearsal { Union, Draw };

    std::int64_t bufferSize = 200;
    std::int64_t replaySize = 32; ///< rows beside a batch, with Rehearsal::Draw
    Rehearsal rehearsal = Rehearsal::Union;
    bool normalise = true;
};

ReplaySettings replaySettings(const Parameters& method, std::int64_t batchSize);
ErAceSettings erAceSettings(const Parameters& method, std::int64_t batchSize);
DarkReplaySettings darkReplaySettings(const Parameters& method, std::int64_t batchSize);
FdrSettings fdrSettings(const Parameters& method, std::int64_t batchSize);
AGemSettings aGemSettings(const Parameters& method, std::int64_t batchSize);
GDumbSettings gDumbSettings(const Parameters& method, std::int64_t batchSize);
ICarlSettings iCarlSettings(const Parameters& method, std::int64_t batchSize);

} // namespace lightcl
