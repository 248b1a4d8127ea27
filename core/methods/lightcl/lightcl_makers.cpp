#include "methods/lightcl/latent_replay.h"
#include "methods/lightcl/light_cl.h"
#include "methods/makers.h"
#include "spec/method_network.h"

namespace lightcl {

namespace {

NormMode normModeOf(const Parameters& parameters, const char* name) {
    return parameters.text(name) == "train" ? NormMode::Training : NormMode::Evaluation;
}

/// Dense and sparse: the network that a sparse run trains is pruned before its method is made.
std::unique_ptr<Method> lightCl(const Ingredients& in) {
    LightCl::Settings settings;
    settings.firstTrainableStage = firstTrainableStageOf(in.parameters, in.network);
    settings.memorySamples = in.parameters.integer("memory_samples");
    settings.channelRatio = in.parameters.number("channel_ratio");
    settings.beta = in.parameters.number("beta");
    settings.frozenNorm = normModeOf(in.parameters, "frozen_batch_norm");
    settings.patternNorm = normModeOf(in.parameters, "pattern_batch_norm");
    settings.maskLogits = in.parameters.text("logit_penalty") == "masked";
    settings.advisor = {in.parameters.number("generalizability_threshold"), in.parameters.integer("advisor_steps")};
    return std::make_unique<LightCl>(settings);
}

std::unique_ptr<Method> latentReplay(const Ingredients& in) {
    LatentReplay::Settings settings;
    settings.firstTrainableStage = firstTrainableStageOf(in.parameters, in.network).value();
    settings.bufferSize = in.parameters.integer("buffer_size");
    settings.replaySize = replaySizeOf(in);
    settings.precision = storedPrecision(in.parameters.text("latent_precision"));
    return std::make_unique<LatentReplay>(settings, in.mask);
}

} // namespace

Makers lightClMakers() {
    return {{"lightcl", lightCl}, {"lightcl-sparse", lightCl}, {"latent-replay", latentReplay}};
}

} // namespace lightcl
