#include "catalog/methods/families.h"
#include "catalog/methods/replay_settings.h"
#include "cost/training_plan.h"

#include <algorithm>

namespace lightcl {

namespace {

MethodInfo er() {
    return {.name = "er",
            .title = "ER",
            .help = "Experience replay: old samples from a reservoir buffer are trained on beside every batch.",
            .source = "Chaudhry et al. 2019, On Tiny Episodic Memories in Continual Learning, arXiv 1902.10486",
            .parameters = {bufferSizeSetting(), replaySizeSetting()},
            .refusals = {},
            .demands = experienceReplayDemands};
}

constexpr auto kDarkExperience =
    "Buzzega et al. 2020, Dark Experience for General Continual Learning: a Strong, Simple "
    "Baseline, arXiv 2004.07211";

ParameterInfo logitWeight(double value) {
    return numberSetting("alpha", value, 0.0, std::nullopt, "Weight of the distance between old and present logits.",
                         "the paper's choice for Split CIFAR-10 with 200 samples");
}

MethodInfo der() {
    return {.name = "der",
            .title = "DER",
            .help = "Dark experience replay: replayed samples keep the logits that they had when they were stored.",
            .source = kDarkExperience,
            .parameters = {bufferSizeSetting(), replaySizeSetting(), logitWeight(0.3), outputPrecision()},
            .refusals = {},
            .demands = darkReplayDemands};
}

MethodInfo derPlusPlus() {
    return {
        .name = "der++",
        .title = "DER++",
        .help = "DER, and a second draw from the buffer that is trained on with its labels.",
        .source = kDarkExperience,
        .parameters = {bufferSizeSetting(),
                       replaySizeSetting("Samples of each of the two draws in a step; 0 draws as many as batch_size."),
                       logitWeight(0.1),
                       numberSetting("beta", 0.5, 0.0, std::nullopt,
                                     "Weight of the second draw's cross-entropy; 0 is DER.",
                                     "the paper's choice for Split CIFAR-10 with 200 samples"),
                       outputPrecision()},
        .refusals = {},
        .demands = darkReplayDemands};
}

MethodInfo erAce() {
    return {.name = "er-ace",
            .title = "ER-ACE",
            .help = "ER whose loss on the stream leaves the outputs of classes alone that are not in the batch.",
            .source = "Caccia et al. 2022, New Insights on Reducing Abrupt Representation Change in Online Continual "
                      "Learning, arXiv 2104.05025",
            .parameters = {bufferSizeSetting(), replaySizeSetting(),
                           choiceSetting("outputs", "paper", {"paper", "authors-code"},
                                         "Outputs in the losses: as in the paper, or as in its authors' code, which "
                                         "trains the first task plainly and lets classes to come take part.",
                                         "the paper")},
            .refusals = {},
            .demands = experienceReplayDemands};
}

} // namespace

ParameterInfo bufferSizeSetting(std::string help) {
    return integerSetting("buffer_size", 200, 1, 10'000'000, std::move(help));
}

ParameterInfo replaySizeSetting(std::string help) {
    return integerSetting("replay_size", 0, 0, 65'536, std::move(help));
}

ParameterInfo outputPrecision() {
    return choiceSetting("output_precision", "float32", {"float32", "float16"},
                         "How the buffer keeps the network's outputs; float16 takes half the bytes.");
}

MethodDemands imageBuffer(std::int64_t bufferSize, const TrainingPlan& plan) {
    MethodDemands demands;
    demands.bufferSize = bufferSize;
    demands.bufferSampleBytes = plan.network.input.elements();
    return demands;
}

MethodDemands experienceReplayDemands(const RunSpec& run, const TrainingPlan& plan) {
    const ReplaySettings settings = replaySettings(run.method.parameters, plan.batchSize);
    MethodDemands demands = imageBuffer(settings.bufferSize, plan);
    demands.replayRows = std::min(settings.replaySize, settings.bufferSize);
    return demands;
}

MethodDemands darkReplayDemands(const RunSpec& run, const TrainingPlan& plan) {
    const DarkReplaySettings settings = darkReplaySettings(run.method.parameters, plan.batchSize);
    MethodDemands demands = experienceReplayDemands(run, plan);
    demands.bufferSampleBytes += storedBytes(settings.outputs, plan.network.classes); // their logits
    demands.draws = settings.beta == 0 ? 1 : 2;
    return demands;
}

std::vector<MethodInfo> reservoirMethods() {
    return {er(), der(), derPlusPlus(), erAce()};
}

} // namespace lightcl
