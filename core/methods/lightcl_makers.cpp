#include "methods/light_cl.h"
#include "methods/makers.h"

namespace lightcl {

namespace {

std::unique_ptr<Method> lightCl(const Ingredients& in) {
    LightCl::Settings settings;
    const std::string& stage = in.parameters.text("first_trainable_stage");
    settings.firstTrainableStage = stage.empty() ? in.network.stages.size() - 2 : in.network.stageIndex(stage);
    settings.memorySamples = in.parameters.integer("memory_samples");
    settings.channelRatio = in.parameters.number("channel_ratio");
    settings.beta = in.parameters.number("beta");
    const bool drifting = in.parameters.text("frozen_batch_norm") == "train";
    settings.frozenNorm = drifting ? NormMode::Training : NormMode::Evaluation;
    return std::make_unique<LightCl>(settings);
}

} // namespace

Makers lightClMakers() {
    return {{"lightcl", lightCl}};
}

} // namespace lightcl
