#include "catalog/entries.h"
#include "catalog/method_entries.h"

namespace lightcl {

namespace {

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
            .refusals = {}};
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
            .refusals = {}};
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
            .refusals = {}};
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
            .refusals = {{"blurry", refusal}}};
}

} // namespace

std::vector<MethodInfo> regularisationMethods() {
    return {onlineEwc(), synapticIntelligence(), memoryAwareSynapses(), learningWithoutForgetting()};
}

} // namespace lightcl
