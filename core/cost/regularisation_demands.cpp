#include "base/element_bytes.h"
#include "cost/demands_of.h"
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
MethodDemands ewc(const RunSpec& run, const TrainingPlan& plan) {
    const Parameters& parameters = run.method.parameters;
    MethodDemands demands = anchored(plan, {parameters.integer("fisher_samples"), parameters.integer("gradient_rows")});
    demands.paperHeld = 1;
    return demands;
}

MethodDemands mas(const RunSpec& run, const TrainingPlan& plan) {
    const Parameters& parameters = run.method.parameters;
    MethodDemands demands =
        anchored(plan, {parameters.integer("importance_samples"), parameters.integer("gradient_rows")});
    demands.paperHeld = 2;
    return demands;
}

/// The path integral from the first step on, like the anchors; around a parameter's update its gradient and its values
/// before are held.
MethodDemands si(const RunSpec& run, const TrainingPlan& plan) {
    const std::int64_t values = kFloatBytes * plan.network.parameters();
    const std::int64_t way = kFloatBytes * largestLayer(plan.network);
    MethodDemands demands;
    demands.stateBytes = 2 * values;
    demands.laterStateBytes = values;
    demands.firstTaskEndBytes = values + way;
    demands.laterTaskEndBytes = way;
    demands.updateBytes = 2 * kFloatBytes;
    demands.laterUpdateBytes =
        run.method.parameters.text("path_gradient") == "whole" ? 2 * kFloatBytes : 3 * kFloatBytes;
    demands.paperHeld = 3;
    return demands;
}

/// The logits of earlier classes that the network gave before the task, and the samples' indices.
MethodDemands lwf(const RunSpec& /*run*/, const TrainingPlan& plan) {
    MethodDemands demands;
    demands.recordsLogits = true;
    demands.laterTaskForwardRows = plan.batchSize;
    return demands;
}

} // namespace

DemandRules regularisationDemands() {
    return {{"ewc", ewc}, {"si", si}, {"mas", mas}, {"lwf", lwf}};
}

} // namespace lightcl
