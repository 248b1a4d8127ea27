#include "cost/demands_of.h"
#include "cost/layer_memory.h"
#include "cost/training_plan.h"
#include "rules/sparsity.h"

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
    const Parameters& parameters = run.method.parameters;
    const bool masks = parameters.flag("weight_masks");
    const bool learning = parameters.flag("gradient_masks");
    for (const LayerSpec& layer : maskedLayers(plan.network)) {
        demands.stateBytes += maskBytes(layer.weights()) * ((masks ? 1 : 0) + (learning ? 1 : 0));
        demands.updatedLayers.push_back(layer.name);
    }
    if (masks) demands.compactShare = 1 - parameters.number("sparsity");
    // A mask of what is left and one of what has grown, before they take the old one's place.
    constexpr double kNewMasks = 2;
    demands.updateBytes = masks || learning ? kNewMasks / kBits : 0;
    if (parameters.flag("data_removal")) {
        demands.removalShare = parameters.number("removal_share");
        demands.removalEpochs = parameters.integers("removal_epochs");
        constexpr std::int64_t kIndexCountAndFlags = 8 + 4 + 2;
        demands.stateBytesPerSample = kIndexCountAndFlags;
    }
    demands.paperSparsity = masks ? parameters.number("sparsity") : 0;
    return demands;
}

MethodDemands sparClEr(const RunSpec& run, const TrainingPlan& plan) {
    return sparse(replayDemands().at("er")(run, plan), run, plan);
}

MethodDemands sparClDerPlusPlus(const RunSpec& run, const TrainingPlan& plan) {
    return sparse(replayDemands().at("der++")(run, plan), run, plan);
}

MethodDemands pnn(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands;
    demands.columns = run.method.parameters.text("laterals") == "linear" ? Columns::Linear : Columns::Nonlinear;
    const bool keepsFirst = run.method.parameters.text("column_start") == "fresh";
    if (keepsFirst && !run.network.text("weights").empty()) demands.stateBytes = weightBytes(plan.network);
    return demands;
}

} // namespace

DemandRules structuralDemands() {
    return {{"pnn", pnn}, {"sparcl-er", sparClEr}, {"sparcl-der++", sparClDerPlusPlus}};
}

} // namespace lightcl
