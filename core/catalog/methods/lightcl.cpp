#include "catalog/methods/families.h"
#include "catalog/methods/lightcl_settings.h"
#include "cost/training_plan.h"
#include "rules/stored_values.h"

#include <algorithm>

namespace lightcl {

namespace {

/// Dense or sparse: the plan has the network as it is trained.
MethodDemands lightClDemands(const RunSpec& run, const TrainingPlan& plan) {
    const LightClSettings settings = lightClSettings(run.method.parameters, plan.network);
    MethodDemands demands;
    // What only the run decides ("auto") is counted as nothing frozen: an upper bound.
    demands.firstTrainable = settings.firstTrainableStage.value_or(0);
    demands.frozenFromStart = startsPretrained(run);
    demands.frozenDrifts = settings.frozenDrifts;
    demands.memoryRows = std::min(settings.memorySamples, plan.shortestStream());
    demands.marking = settings.marking;
    demands.normsApart = settings.memoryApart;
    demands.firstTaskForwardRows = demands.laterTaskForwardRows = plan.batchSize;
    demands.forwardsKeepMaps = true;
    return demands;
}

MethodDemands latentReplayDemands(const RunSpec& run, const TrainingPlan& plan) {
    const LatentReplaySettings settings = latentReplaySettings(run.method.parameters, plan.network, plan.batchSize);
    MethodDemands demands;
    demands.firstTrainable = settings.firstTrainableStage;
    demands.frozenFromStart = startsPretrained(run);
    const std::int64_t values = plan.network.stages[demands.firstTrainable].input().elements();
    demands.bufferSize = settings.bufferSize;
    demands.bufferSampleBytes = storedBytes(settings.precision, values);
    if (!demands.frozenFromStart) demands.firstTaskForwardRows = plan.batchSize;
    demands.forwardsToFreezeLine = true;
    demands.latentRows = std::min(settings.replaySize, settings.bufferSize);
    return demands;
}

constexpr auto kReference = "LightCL's reference code";
constexpr auto kPaper = "Wang et al. 2024, Efficient Continual Learning with Low Memory Footprint For Edge Device, "
                        "arXiv 2407.10545";

constexpr auto kOwnClasses = "expected scenario.blur 0: LightCL's loss runs over the outputs of its task's own classes";

std::vector<ParameterInfo> lightClParameters() {
    return {
        textSetting("first_trainable_stage", "",
                    "Stages before this one are frozen; empty: the last stage before the head; auto: decided by "
                    "the layers' generalizability before the second task.",
                    kReference),
        numberSetting("generalizability_threshold", 0.5, 0.0, 1.0,
                      "With auto: a stage may be frozen if all of its layers, and all below, reach this."),
        integerSetting("advisor_steps", 32, 1, 100'000,
                       "With auto: steps of the second task that are tried on a copy of the network."),
        integerSetting("memory_samples", 15, 1, 100'000, "Samples of the incoming task whose feature maps are held.",
                       kReference),
        numberSetting("channel_ratio", 0.15, 0.0001, 1.0,
                      "Share of each layer's channels that a task marks as important.", kReference),
        numberSetting("beta", 0.0002, 0.0, std::nullopt, "Weight of the penalty on changed feature maps.", kReference),
        choiceSetting("logit_penalty", "all", {"all", "masked"},
                      "Logits that are held: all, or the important ones only, as of a feature map.", kReference),
        choiceSetting("frozen_batch_norm", "eval", {"eval", "train"},
                      "Batch-norm of frozen stages: eval keeps its statistics still, train lets them drift as the "
                      "reference code does.",
                      "the paper's intent"),
        choiceSetting("memory_batch_norm", "apart", {"apart", "joined"},
                      "Batch-norm's statistics in a step: apart for the memory samples, which pass by themselves, and "
                      "for the stream's; or joined, those of both together.",
                      kReference),
        choiceSetting("pattern_batch_norm", "train", {"eval", "train"},
                      "Batch-norm while the feature maps to hold are taken: train with the samples' own statistics, as "
                      "in the steps, so that nothing is penalised before anything moved; eval as the model is used.",
                      kReference),
        flagSetting("augment_memory", true,
                    "Take the memory samples, and the batch that important channels are chosen by, as cropped and "
                    "flipped once."),
        choiceSetting("channel_count", "share", {"share", "one-more"},
                      "Channels a task marks: the share rounded down, at least one; or, as the reference code counts, "
                      "rounded to the nearest and one more.",
                      "the paper")};
}

MethodInfo lightcl() {
    return {.name = "lightcl",
            .title = "LightCL",
            .help = "Freezes the lower stages and holds the feature patterns of a few samples in the trainable ones.",
            .source = kPaper,
            .parameters = lightClParameters(),
            .refusals = {{"blurry", kOwnClasses}},
            .demands = lightClDemands,
            .lossOverOwnClasses = true};
}

MethodInfo sparseLightcl() {
    std::vector<ParameterInfo> parameters = lightClParameters();
    parameters.push_back(choiceSetting("sparsity_preset", "paper", {"paper", "uniform"},
                                       "Shares of channels to remove: paper is 0.8 in the last stage before the head, "
                                       "0.7 in the deeper half of the one before, 0.2 elsewhere.",
                                       kReference));
    parameters.push_back(
        numberSetting("sparsity", 0.5, 0.0, 0.99, "With the preset uniform: share of channels to remove everywhere."));
    parameters.push_back(textSetting("stage_sparsities", "",
                                     "Shares that differ from the preset, by stage or block: \"layer3.1=0.5 "
                                     "layer4=0.9\"."));
    parameters.push_back(choiceSetting("ranking", "magnitude", {"magnitude", "signed-mean"},
                                       "Which channels stay: those with the largest weights, or with the largest "
                                       "signed mean weight as the reference code has it."));
    return {.name = "lightcl-sparse",
            .title = "LightCL, sparse",
            .help = "LightCL on a network whose weakest channels are removed before training.",
            .source = kPaper,
            .parameters = std::move(parameters),
            .refusals = {{"blurry", kOwnClasses}},
            .demands = lightClDemands,
            .lossOverOwnClasses = true};
}

MethodInfo latentReplay() {
    return {.name = "latent-replay",
            .title = "Latent replay",
            .help = "Freezes the lower stages and replays their activations of old samples instead of images.",
            .source = "Pellegrini et al. 2020, Latent Replay for Real-Time Continual Learning, arXiv 1912.01100",
            .parameters = {textSetting("first_trainable_stage", "",
                                       "Stages before this one are frozen, and activations are stored at its input; "
                                       "empty: the last stage before the head."),
                           bufferSizeSetting("Samples whose activations the buffer keeps."),
                           replaySizeSetting("Rows replayed in each step; 0 replays as many as batch_size."),
                           choiceSetting("latent_precision", "float32", {"float32", "float16", "uint8"},
                                         "How stored activations are kept; uint8 scales each sample to its range.")},
            .refusals = {},
            .demands = latentReplayDemands};
}

} // namespace

std::vector<MethodInfo> lightClMethods() {
    return {lightcl(), sparseLightcl(), latentReplay()};
}

} // namespace lightcl
