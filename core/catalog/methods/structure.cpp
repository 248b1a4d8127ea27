#include "catalog/methods/families.h"
#include "catalog/methods/structure_settings.h"
#include "cost/layer_memory.h"
#include "cost/training_plan.h"
#include "rules/sparsity.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr std::int64_t kBits = 8;

/// A bit a weight, in words of eight bytes.
std::int64_t maskBytes(std::int64_t weights) {
    constexpr std::int64_t kWordBytes = 8;
    return (weights + kWordBytes * kBits - 1) / (kWordBytes * kBits) * kWordBytes;
}

/// What SparCL adds to another method: a bit for each mask's weight; which samples are left and what was forgotten of
/// each; fewer samples.
MethodDemands sparse(MethodDemands demands, const RunSpec& run, const TrainingPlan& plan) {
    const SparClSettings settings = sparClSettings(run.method.parameters);
    const bool masks = settings.sparse.weightMasks;
    const bool learning = settings.sparse.gradientMasks;
    for (const LayerSpec& layer : maskedLayers(plan.network)) {
        demands.stateBytes += maskBytes(layer.weights()) * ((masks ? 1 : 0) + (learning ? 1 : 0));
        demands.updatedLayers.push_back(layer.name);
    }
    if (masks) demands.compactShare = 1 - settings.sparse.sparsity;
    // A mask of what is left and one of what has grown, before they take the old one's place.
    constexpr double kNewMasks = 2;
    demands.updateBytes = masks || learning ? kNewMasks / kBits : 0;
    if (settings.dataRemoval) {
        demands.removalShare = settings.removalShare;
        demands.removalEpochs = settings.removalEpochs;
        constexpr std::int64_t kIndexCountAndFlags = 8 + 4 + 2;
        demands.stateBytesPerSample = kIndexCountAndFlags;
    }
    demands.paperSparsity = masks ? settings.sparse.sparsity : 0;
    return demands;
}

/// Masks must leave weights that can grow back, removals examples to learn from.
void requireRemainder(const MethodChoice& method) {
    const SparClSettings settings = sparClSettings(method.settings);
    const double pruned = settings.sparse.sparsity + settings.sparse.growBack;
    if (pruned >= 1)
        throw method.error("grow_back", fmt::format("expected sparsity + grow_back below 1, got {}", pruned));
    const double removed = settings.removalShare * static_cast<double>(settings.removalEpochs.size());
    if (removed < 1) return;
    throw method.error("removal_share",
                       fmt::format("expected less than all examples dropped by all removals, got {}", removed));
}

MethodDemands sparClErDemands(const RunSpec& run, const TrainingPlan& plan) {
    return sparse(experienceReplayDemands(run, plan), run, plan);
}

MethodDemands sparClDerPlusPlusDemands(const RunSpec& run, const TrainingPlan& plan) {
    return sparse(darkReplayDemands(run, plan), run, plan);
}

MethodDemands pnnDemands(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands;
    const PnnSettings settings = pnnSettings(run.method.parameters);
    demands.columns = settings.laterals;
    const bool keepsFirst = settings.start == PnnSettings::Start::Fresh;
    if (keepsFirst && startsPretrained(run)) demands.stateBytes = weightBytes(plan.network);
    return demands;
}

/// What SparCL adds to the method it is built on.
std::vector<ParameterInfo> sparClParameters() {
    const std::string published = "published for Split CIFAR-10";
    ParameterInfo epochs = listSetting("removal_epochs", {5, 10, 15, 20}, 1, std::nullopt,
                                       "Epochs of a task after which its easiest examples are dropped.");
    epochs.source = published;
    return {flagSetting("weight_masks", true, "Keep only a share of the weights alive; the others are 0."),
            numberSetting("sparsity", 0.75, 0.0, 0.9999,
                          "Share of the weights of each masked layer that are 0; LightCL's Table 1 uses 0.9.",
                          published),
            numberSetting("grow_back", 0.01, 0.0, 0.5, "Share of the weights that grow back when masks are made anew.",
                          published),
            numberSetting("gradient_weight", 0.5, 0.0, std::nullopt,
                          "How much |gradient| counts beside |weight| when weights are chosen to live.", published),
            integerSetting("mask_interval", 5, 1, 100'000, "Epochs from one choice of living weights to the next.",
                           published),
            flagSetting("gradient_masks", true, "Let only the weights with the largest gradients learn."),
            numberSetting("gradient_share", 0.2, 0.0001, 1.0,
                          "Share of each masked layer's weights that learn; without effect from 1 - sparsity on.",
                          published),
            integerSetting("gradient_interval", 30, 1, 1'000'000,
                           "Steps from one choice of learning weights to the next.", published),
            flagSetting("data_removal", true, "Drop the easiest examples of a task in the course of its epochs."),
            numberSetting("removal_share", 0.075, 0.0, 0.9999, "Share of a task's examples that each removal drops.",
                          published + ": 750 of 10,000"),
            std::move(epochs)};
}

MethodInfo sparCl(std::string name, std::string title, const std::string& help, std::vector<ParameterInfo> replay,
                  DemandRule demands) {
    for (ParameterInfo& parameter : sparClParameters()) replay.push_back(std::move(parameter));
    return {.name = std::move(name),
            .title = std::move(title),
            .help = help + " with sparse weights, sparse gradients and ever fewer examples; published with "
                           "learning_rate 0.03.",
            .source = "Wang et al. 2022, SparCL: Sparse Continual Learning on the Edge, arXiv 2209.09476",
            .parameters = std::move(replay),
            .refusals = {},
            .demands = demands,
            .rule = requireRemainder};
}

MethodInfo sparClEr() {
    return sparCl("sparcl-er", "SparCL-ER", "Experience replay", {bufferSizeSetting(), replaySizeSetting()},
                  sparClErDemands);
}

MethodInfo sparClDerPlusPlus() {
    const std::string published = "published for Split CIFAR-10";
    return sparCl(
        "sparcl-der++", "SparCL-DER++", "DER++",
        {bufferSizeSetting(),
         replaySizeSetting("Samples of each of the two draws in a step; 0 draws as many as batch_size."),
         numberSetting("alpha", 0.1, 0.0, std::nullopt, "Weight of the distance between old and present logits.",
                       published),
         numberSetting("beta", 0.5, 0.0, std::nullopt, "Weight of the second draw's cross-entropy.", published),
         outputPrecision()},
        sparClDerPlusPlusDemands);
}

MethodInfo pnn() {
    const std::string refusal = "expected scenario.kind task-incremental: PNN must know an image's task to choose the "
                                "column that scores it";
    return {
        .name = "pnn",
        .title = "PNN",
        .help = "A new network for each task, with lateral connections from the frozen ones of earlier tasks.",
        .source = "Rusu et al. 2016, Progressive Neural Networks, arXiv 1606.04671",
        .parameters = {choiceSetting("laterals", "linear", {"linear", "nonlinear"},
                                     "Lateral connections: linear (the paper's equation 1), or scaled, projected and "
                                     "rectified first (equation 2).",
                                     "equation 1"),
                       choiceSetting("column_start", "fresh", {"fresh", "copy"},
                                     "A new column starts as the first did (drawn, or pretrained if weights are "
                                     "given), or as a copy of the last.",
                                     "the paper draws each column")},
        .refusals = {{"class-incremental", refusal}, {"domain-incremental", refusal}},
        .demands = pnnDemands,
        .needsEveryTask = "it has a column for every task"};
}

} // namespace

std::vector<MethodInfo> structuralMethods() {
    return {sparClEr(), sparClDerPlusPlus(), pnn()};
}

} // namespace lightcl
