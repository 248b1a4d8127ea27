#include "methods/makers.h"
#include "methods/regularisation/learning_without_forgetting.h"
#include "methods/regularisation/memory_aware_synapses.h"
#include "methods/regularisation/online_ewc.h"
#include "methods/regularisation/synaptic_intelligence.h"

namespace lightcl {

namespace {

std::unique_ptr<Method> onlineEwc(const Ingredients& in) {
    OnlineEwc::Settings settings;
    settings.lambda = in.parameters.number("lambda");
    settings.gamma = in.parameters.number("gamma");
    settings.fisherSamples = in.parameters.integer("fisher_samples");
    settings.gradientRows = in.parameters.integer("gradient_rows");
    settings.modelLabels = in.parameters.text("fisher_labels") == "model";
    settings.weighted = in.parameters.flag("weighted_fisher");
    return std::make_unique<OnlineEwc>(settings, in.mask);
}

std::unique_ptr<Method> synapticIntelligence(const Ingredients& in) {
    SynapticIntelligence::Settings settings;
    settings.c = in.parameters.number("c");
    settings.xi = in.parameters.number("xi");
    settings.clip = in.parameters.number("clip");
    settings.wholeGradient = in.parameters.text("path_gradient") == "whole";
    settings.nonNegative = in.parameters.flag("nonnegative");
    return std::make_unique<SynapticIntelligence>(settings, in.mask);
}

std::unique_ptr<Method> memoryAwareSynapses(const Ingredients& in) {
    MemoryAwareSynapses::Settings settings;
    settings.lambda = in.parameters.number("lambda");
    settings.importanceSamples = in.parameters.integer("importance_samples");
    settings.gradientRows = in.parameters.integer("gradient_rows");
    return std::make_unique<MemoryAwareSynapses>(settings, in.mask);
}

std::unique_ptr<Method> learningWithoutForgetting(const Ingredients& in) {
    LearningWithoutForgetting::Settings settings;
    settings.alpha = in.parameters.number("alpha");
    settings.temperature = in.parameters.number("temperature");
    settings.warmUp = in.parameters.flag("warm_up");
    settings.seenClasses = in.parameters.text("loss_classes") == "seen";
    settings.taskAware = in.taskAware;
    return std::make_unique<LearningWithoutForgetting>(settings);
}

} // namespace

Makers regularisationMakers() {
    return {{"ewc", onlineEwc},
            {"si", synapticIntelligence},
            {"mas", memoryAwareSynapses},
            {"lwf", learningWithoutForgetting}};
}

} // namespace lightcl
