#include "base/element_bytes.h"
#include "catalog/methods/families.h"
#include "catalog/methods/regularisation_settings.h"
#include "cost/layer_memory.h"
#include "cost/stage_backward.h"
#include "cost/training_plan.h"
#include "rules/rows_at_once.h"

#include <algorithm>

namespace lightcl {

namespace {

std::int64_t largestLayer(const NetworkSpec& network) {
    std::int64_t largest = 0;
    for (const LayerSpec& layer : network.layers()) largest = std::max(largest, layer.parameters());
    return largest;
}

/// Bytes of a backward, of so many rows together and in float32, that leaves the gradients of the largest stage behind
/// and makes their squares: what autograd keeps of the stages up to that one is still there.
std::int64_t backwardBytes(const NetworkSpec& network, std::int64_t rows) {
    const auto largest = std::max_element(network.stages.begin(), network.stages.end(),
                                          [](const auto& a, const auto& b) { return a.parameters() < b.parameters(); });
    std::int64_t kept = 0;
    for (auto stage = network.stages.begin(); stage <= largest; ++stage) {
        for (const Operation& operation : operationsOf(*stage))
            kept += keptBytesPerRow(operation, MemoryMode::Fast, Precision{});
    }
    return kFloatBytes * (largest->parameters() + largestLayer(network)) + rows * kept;
}

/// How a method measures how much each weight matters.
struct Measuring {
    std::int64_t chosen = 0; ///< samples that it is limited to; 0: a task's
    std::int64_t rows = 1;   ///< whose gradients are taken together
};

/// Bytes of its pass over a task's samples: backwards of few rows or, for single rows of a chain of linear layers, in
/// closed form several rows at once with their pictures and maps, the pictures' squares and the maps' gradients and
/// squares.
std::int64_t measuringBytes(const TrainingPlan& plan, const Measuring& measuring) {
    const NetworkSpec& network = plan.network;
    if (measuring.rows > 1 || !network.chainsLinearLayers()) return backwardBytes(network, measuring.rows);
    std::int64_t maps = 0;
    for (const LayerSpec& layer : network.weightLayers()) maps += layer.output.elements();
    const std::int64_t pixels = network.input.elements();
    const std::int64_t longest = plan.longestStream();
    const std::int64_t samples = measuring.chosen > 0 ? std::min(measuring.chosen, longest) : longest;
    const std::int64_t rows = std::min(kRowsInClosedForm, samples);
    return rows * (pixels + kLabelBytes + 2 * kFloatBytes * (pixels + maps));
}

/// Weights are held near anchors by their importance: a value each for every weight from the first task's end on.
MethodDemands anchored(const TrainingPlan& plan, const Measuring& measuring) {
    const std::int64_t values = kFloatBytes * plan.network.parameters();
    MethodDemands demands;
    demands.laterStateBytes = 2 * values;
    demands.laterTaskEndBytes = measuringBytes(plan, measuring);
    demands.firstTaskEndBytes = std::max(2 * values, values + measuringBytes(plan, measuring));
    demands.laterUpdateBytes = kFloatBytes; // the distance from the anchor
    return demands;
}

/// Table 1 counts the importance alone.
MethodDemands ewcDemands(const RunSpec& run, const TrainingPlan& plan) {
    const EwcSettings settings = ewcSettings(run.method.parameters);
    MethodDemands demands = anchored(plan, {settings.fisherSamples, settings.gradientRows});
    demands.paperHeld = 1;
    return demands;
}

MethodDemands masDemands(const RunSpec& run, const TrainingPlan& plan) {
    const MasSettings settings = masSettings(run.method.parameters);
    MethodDemands demands = anchored(plan, {settings.importanceSamples, settings.gradientRows});
    demands.paperHeld = 2;
    return demands;
}

/// The path integral from the first step on, like the anchors; around a parameter's update its gradient and its values
/// before are held.
MethodDemands siDemands(const RunSpec& run, const TrainingPlan& plan) {
    const std::int64_t values = kFloatBytes * plan.network.parameters();
    const std::int64_t way = kFloatBytes * largestLayer(plan.network);
    MethodDemands demands;
    demands.stateBytes = 2 * values;
    demands.laterStateBytes = values;
    demands.firstTaskEndBytes = values + way;
    demands.laterTaskEndBytes = way;
    demands.updateBytes = 2 * kFloatBytes;
    demands.laterUpdateBytes = (siSettings(run.method.parameters).wholeGradient ? 2 : 3) * kFloatBytes;
    demands.paperHeld = 3;
    return demands;
}

/// The logits of earlier classes that the network gave before the task, and the samples' indices.
MethodDemands lwfDemands(const RunSpec& /*run*/, const TrainingPlan& plan) {
    MethodDemands demands;
    demands.recordsLogits = true;
    demands.laterTaskForwardRows = plan.batchSize;
    return demands;
}

ParameterInfo gradientRows(const std::string& source) {
    return integerSetting("gradient_rows", 1, 1, 65'536,
                          "Samples whose gradients are averaged before they are squared or made positive; 1 is the "
                          "paper's, larger as codes that go by batches.",
                          source);
}

MethodInfo onlineEwc() {
    const std::string framework = "a public framework's setting for Split MNIST";
    return {.name = "ewc",
            .title = "online EWC",
            .help = "Elastic weight consolidation: holds weights near their old values, by their Fisher information.",
            .source = "Kirkpatrick et al. 2017, Overcoming catastrophic forgetting in neural networks, arXiv "
                      "1612.00796; online: Schwarz et al. 2018, arXiv 1805.06370",
            .parameters = {numberSetting("lambda", 90, 0.0, std::nullopt, "Weight of the penalty.", framework),
                           numberSetting("gamma", 1.0, 0.0, 1.0,
                                         "Share of the earlier tasks' Fisher information that is kept.", framework),
                           integerSetting("fisher_samples", 0, 0, 1'000'000'000,
                                          "Samples of each task that the Fisher information is averaged over; 0: all."),
                           choiceSetting("fisher_labels", "true", {"true", "model"},
                                         "Labels whose likelihood counts: the samples' own, or drawn from what the "
                                         "network says.",
                                         "the usual empirical Fisher information"),
                           flagSetting("weighted_fisher", false,
                                       "Weights each sample's squared gradient by its likelihood, as one public code "
                                       "does."),
                           gradientRows("the papers")},
            .refusals = {},
            .demands = ewcDemands};
}

MethodInfo synapticIntelligence() {
    const std::string paper = "the paper";
    return {.name = "si",
            .title = "SI",
            .help = "Synaptic intelligence: holds weights by how much their moves lowered the loss while training.",
            .source = "Zenke et al. 2017, Continual Learning Through Synaptic Intelligence, arXiv 1703.04200",
            .parameters = {numberSetting("c", 1.0, 0.0, std::nullopt, "Weight of the penalty.", paper),
                           numberSetting("xi", 0.1, 1e-12, std::nullopt,
                                         "Keeps the importance finite where a weight hardly moved.", paper),
                           numberSetting("clip", 0.0, 0.0, std::nullopt,
                                         "Gradients with the penalty's are clipped to plus or minus this; 0: not. One "
                                         "public code uses 1.",
                                         paper),
                           choiceSetting("path_gradient", "task", {"task", "whole"},
                                         "Gradient in the path integral: the task's loss alone, or with the penalty "
                                         "and clipped as one public code has it.",
                                         paper),
                           flagSetting("nonnegative", true,
                                       "Cuts importances at zero, as the authors' code does; the paper does not say.")},
            .refusals = {},
            .demands = siDemands};
}

MethodInfo memoryAwareSynapses() {
    return {.name = "mas",
            .title = "MAS",
            .help = "Memory aware synapses: holds weights by how much the outputs depend on them; needs no labels.",
            .source = "Aljundi et al. 2018, Memory Aware Synapses: Learning what (not) to forget, arXiv 1711.09601",
            .parameters = {numberSetting("lambda", 1.0, 0.0, std::nullopt, "Weight of the penalty.", "the paper"),
                           integerSetting("importance_samples", 0, 0, 1'000'000'000,
                                          "Samples of each task that the importance is averaged over; 0: all."),
                           gradientRows("the paper")},
            .refusals = {},
            .demands = masDemands};
}

MethodInfo learningWithoutForgetting() {
    const std::string refusal = "expected scenario.blur 0: LwF's loss runs over the outputs of its tasks' own classes";
    const std::string paper = "the paper";
    return {.name = "lwf",
            .title = "LwF",
            .help = "Learning without forgetting: holds what the old network answers to the new task's samples.",
            .source = "Li and Hoiem 2016, Learning without Forgetting, arXiv 1606.09282",
            .parameters = {numberSetting("alpha", 1.0, 0.0, std::nullopt, "Weight of the distillation.", paper),
                           numberSetting("temperature", 2.0, 0.01, 1000.0,
                                         "Divides the logits before the softmax of the distillation.", paper),
                           flagSetting("warm_up", true,
                                       "Trains the new outputs alone before each task, for as many epochs as it has."),
                           choiceSetting("loss_classes", "current", {"current", "seen"},
                                         "Outputs of the cross-entropy: the task's own, or all seen ones as a public "
                                         "framework has it.",
                                         paper)},
            .refusals = {{"blurry", refusal}},
            .demands = lwfDemands,
            .lossOverOwnClasses = true};
}

} // namespace

std::vector<MethodInfo> regularisationMethods() {
    return {onlineEwc(), synapticIntelligence(), memoryAwareSynapses(), learningWithoutForgetting()};
}

} // namespace lightcl
