#include "base/element_bytes.h"
#include "cost/demands_of.h"
#include "cost/layer_memory.h"
#include "cost/training_plan.h"

#include <algorithm>

namespace lightcl {

namespace {

std::int64_t bufferSize(const RunSpec& run) {
    return run.method.parameters.integer("buffer_size");
}

/// Rows of a draw: replay_size, or a batch where it is 0; never more than the buffer holds.
std::int64_t drawnRows(const RunSpec& run, const TrainingPlan& plan) {
    const std::int64_t wanted = run.method.parameters.integer("replay_size");
    return std::min(wanted == 0 ? plan.batchSize : wanted, bufferSize(run));
}

/// A buffer of images, a byte a pixel.
MethodDemands buffered(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands;
    demands.bufferSize = bufferSize(run);
    demands.bufferSampleBytes = plan.network.input.elements();
    return demands;
}

MethodDemands er(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = buffered(run, plan);
    demands.replayRows = drawnRows(run, plan);
    return demands;
}

/// What the network made of a sample, kept with it.
std::int64_t outputBytes(const RunSpec& run, const TrainingPlan& plan) {
    const bool half = run.method.parameters.text("output_precision") == "float16";
    return (half ? kFloatBytes / 2 : kFloatBytes) * plan.network.classes;
}

MethodDemands der(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = er(run, plan);
    demands.bufferSampleBytes += outputBytes(run, plan); // their logits
    return demands;
}

MethodDemands derPlusPlus(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = der(run, plan);
    demands.draws = run.method.parameters.number("beta") == 0 ? 1 : 2;
    return demands;
}

MethodDemands fdr(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = buffered(run, plan);
    demands.filling = BufferFilling::TasksSeen;
    demands.bufferSampleBytes += outputBytes(run, plan); // their probabilities
    demands.firstTaskForwardRows = std::min(plan.batchSize, demands.bufferSize);
    demands.laterTaskForwardRows = std::min(plan.batchSize, demands.bufferSize / 2);
    demands.separateRows = drawnRows(run, plan);
    return demands;
}

MethodDemands aGem(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = buffered(run, plan);
    demands.filling = BufferFilling::AllTasks;
    if (run.method.parameters.text("filling") == "batch") {
        demands.bufferSize = std::min(demands.bufferSize, plan.tasks * plan.batchSize);
    }
    demands.referenceRows = drawnRows(run, plan);
    demands.wholeGradient = true;
    demands.paperHeld = 1; // the gradient that is compared with
    return demands;
}

MethodDemands gdumb(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = buffered(run, plan);
    demands.trainsOnStream = false;
    demands.fitEpochs = run.method.parameters.integer("fit_epochs");
    demands.fitRows = drawnRows(run, plan);
    demands.fitsLastOnly = run.method.parameters.text("fit") == "last-task";
    if (!run.network.text("weights").empty()) demands.stateBytes = weightBytes(plan.network);
    return demands;
}

/// The old network joins the present one; while the copy that follows it is made, there are both.
MethodDemands icarl(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = buffered(run, plan);
    demands.filling = BufferFilling::ClassesSeen;
    demands.replaysAll = run.method.parameters.text("rehearsal") == "union";
    if (!demands.replaysAll) demands.replayRows = drawnRows(run, plan);
    demands.laterStateBytes = weightBytes(plan.network);
    demands.firstTaskEndBytes = demands.laterTaskEndBytes = weightBytes(plan.network);
    demands.firstTaskForwardRows = demands.laterTaskForwardRows = plan.batchSize;
    demands.oldNetworkForwards = true;
    demands.paperHeld = 1; // the old network
    return demands;
}

} // namespace

DemandRules replayDemands() {
    return {{"er", er},   {"er-ace", er},  {"der", der},     {"der++", derPlusPlus},
            {"fdr", fdr}, {"a-gem", aGem}, {"gdumb", gdumb}, {"icarl", icarl}};
}

} // namespace lightcl
