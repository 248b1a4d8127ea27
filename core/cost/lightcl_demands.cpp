#include "cost/demands_of.h"
#include "cost/training_plan.h"
#include "spec/method_network.h"

#include <algorithm>

namespace lightcl {

namespace {

MethodDemands freezing(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands;
    // What only the run decides ("auto") is counted as nothing frozen: an upper bound.
    demands.firstTrainable = firstTrainableStageOf(run.method.parameters, plan.network).value_or(0);
    demands.frozenFromStart = !run.network.text("weights").empty();
    return demands;
}

/// Dense or sparse: the plan has the network as it is trained.
MethodDemands lightCl(const RunSpec& run, const TrainingPlan& plan) {
    MethodDemands demands = freezing(run, plan);
    demands.memoryRows = std::min(run.method.parameters.integer("memory_samples"), plan.shortestStream());
    demands.channelRatio = run.method.parameters.number("channel_ratio");
    demands.firstTaskForwardRows = demands.laterTaskForwardRows = plan.batchSize;
    demands.forwardsKeepMaps = true;
    demands.frozenDrifts = run.method.parameters.text("frozen_batch_norm") == "train";
    return demands;
}

MethodDemands latentReplay(const RunSpec& run, const TrainingPlan& plan) {
    const Parameters& parameters = run.method.parameters;
    MethodDemands demands = freezing(run, plan);
    const std::int64_t values = plan.network.stages[demands.firstTrainable].input().elements();
    demands.bufferSize = parameters.integer("buffer_size");
    demands.bufferSampleBytes = storedBytes(storedPrecision(parameters.text("latent_precision")), values);
    if (!demands.frozenFromStart) demands.firstTaskForwardRows = plan.batchSize;
    demands.forwardsToFreezeLine = true;
    const std::int64_t wanted = parameters.integer("replay_size");
    demands.latentRows = std::min(wanted == 0 ? plan.batchSize : wanted, demands.bufferSize);
    return demands;
}

} // namespace

DemandRules lightClDemands() {
    return {{"lightcl", lightCl}, {"lightcl-sparse", lightCl}, {"latent-replay", latentReplay}};
}

} // namespace lightcl
