#include "catalog/methods/lightcl_settings.h"

#include "catalog/methods/replay_settings.h"
#include "spec/method_network.h"

namespace lightcl {

LightClSettings lightClSettings(const Parameters& method, const NetworkSpec& network) {
    LightClSettings settings;
    settings.firstTrainableStage = firstTrainableStageOf(method, network);
    settings.generalizabilityThreshold = method.number("generalizability_threshold");
    settings.advisorSteps = method.integer("advisor_steps");
    settings.memorySamples = method.integer("memory_samples");
    settings.marking = {method.number("channel_ratio"), method.text("channel_count") == "one-more"};
    settings.beta = method.number("beta");
    settings.frozenDrifts = method.text("frozen_batch_norm") == "train";
    settings.patternsTraining = method.text("pattern_batch_norm") == "train";
    settings.memoryApart = method.text("memory_batch_norm") == "apart";
    settings.augmentMemory = method.flag("augment_memory");
    settings.maskLogits = method.text("logit_penalty") == "masked";
    return settings;
}

LatentReplaySettings latentReplaySettings(const Parameters& method, const NetworkSpec& network,
                                          std::int64_t batchSize) {
    const ReplaySettings replay = replaySettings(method, batchSize);
    LatentReplaySettings settings;
    settings.firstTrainableStage = firstTrainableStageOf(method, network).value();
    settings.bufferSize = replay.bufferSize;
    settings.replaySize = replay.replaySize;
    settings.precision = storedPrecision(method.text("latent_precision"));
    return settings;
}

} // namespace lightcl
