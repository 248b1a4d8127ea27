#include "cost/exact_convention.h"

#include "base/element_bytes.h"
#include "cost/cached_features.h"
#include "cost/forward_apart.h"
#include "cost/frozen_forward.h"
#include "cost/layer_memory.h"
#include "cost/method_memory.h"
#include "cost/moments.h"
#include "cost/segments.h"
#include "cost/stage_backward.h"
#include "cost/step_passes.h"
#include "cost/trainable_pass.h"
#include "rules/rows_at_once.h"

#include <algorithm>

namespace lightcl {

namespace {

/// Which samples there are, by task and split, and this epoch's order of the task's.
std::int64_t indexBytes(const TrainingPlan& plan, const TaskSteps& steps) {
    const std::int64_t copies = plan.method.allTasksAtOnce ? 2 : 1;
    return kIndexBytes * (copies * (plan.allSamples().stream + plan.testSamples) + steps.samples);
}

/// What is in memory from the task's first step to its last.
MemoryBreakdown standingBytes(const TrainingPlan& plan, const TaskSteps& steps) {
    MemoryBreakdown bytes;
    bytes[MemoryCategory::Weights] = weightBytes(plan.network);
    for (std::size_t index = steps.firstTrainable; index < plan.network.stages.size(); ++index) {
        const std::int64_t values = plan.optimizerValues * plan.network.stages[index].parameters();
        bytes[MemoryCategory::Optimizer] += kFloatBytes * values;
    }
    bytes[MemoryCategory::Data] = indexBytes(plan, steps);
    return bytes;
}

/// Latent rows join the others in a new tensor, which may first be cast to as many digits; the stream's stay beside it
/// until they may enter the buffer.
void passEntering(Moments& moments, const TrainingPlan& plan, std::size_t frozenStages, const Pass& pass) {
    const std::int64_t line = plan.network.stages[frozenStages].input().elements();
    if (pass.held > 0) {
        moments.lookWith(MemoryCategory::Activations, plan.precision.mapBytes() * pass.fromInput * line);
    }
    if (pass.latent == 0) return;
    if (pass.cached) moments.now[MemoryCategory::Activations] += kFloatBytes * pass.rows() * line;
    const bool casts = plan.precision.bfloat16 && !pass.cached;
    const std::int64_t entering = pass.latent + (casts ? pass.fromInput : 0);
    moments.lookWith(MemoryCategory::Activations, kFloatBytes * entering * line);
    if (pass.letsCachedGo) moments.now[MemoryCategory::Data] -= kFloatBytes * pass.fromInput * line;
}

/// The forward of the frozen stages and, below the first trainable stage, what it leaves.
void passFrozen(Moments& moments, const TrainingPlan& plan, std::size_t frozenStages, const Pass& pass) {
    if (frozenStages == 0) return;
    std::int64_t& activations = moments.now[MemoryCategory::Activations];
    if (pass.cached) {
        passEntering(moments, plan, frozenStages, pass);
        return;
    }
    const std::int64_t line = plan.network.stages[frozenStages].input().elements();
    const std::int64_t made = plan.precision.mapBytes() * pass.fromInput * line;
    const bool fewAtATime = plan.memory == MemoryMode::Low && !plan.method.frozenDrifts;
    const std::int64_t atOnce = fewAtATime ? std::min(kFrozenRowsOfLow, pass.fromInput) : pass.fromInput;
    // What the rows before them became, until all are joined.
    const std::int64_t parts = atOnce < pass.fromInput ? made : 0;
    const std::int64_t frozen = largestFrozenForward(plan, frozenStages, atOnce, fewAtATime ? 0 : pass.inputs);
    activations += frozen + parts;
    moments.look();
    activations -= frozen;
    // Inputs of the pass's own are gone after the first stage, or when the last few rows are done; the frozen stages'
    // output stays for the backward above it.
    moments.now[MemoryCategory::Data] -= kFloatBytes * pass.inputs * plan.network.input.elements();
    activations += made;
    moments.look();
    activations -= parts;
    if (pass.forwardOnly) return;
    const bool floats = entersAsFloats(plan, pass, frozenStages);
    activations += (floats ? kFloatBytes : plan.precision.mapBytes()) * pass.rows() * line;
    if (pass.latent == 0) activations -= made;
    passEntering(moments, plan, frozenStages, pass);
}

std::int64_t allGradients(const TrainingPlan& plan, std::size_t firstTrainable) {
    std::int64_t bytes = 0;
    for (std::size_t index = firstTrainable; index < plan.network.stages.size(); ++index) {
        bytes += kFloatBytes * plan.network.stages[index].parameters();
    }
    return bytes;
}

/// Two gradients are compared a parameter at a time, in float64.
std::int64_t comparisonBytes(const NetworkSpec& network) {
    std::int64_t largest = 0;
    for (const LayerSpec& layer : network.layers()) largest = std::max(largest, layer.parameters());
    return 2 * kDoubleBytes * largest;
}

/// A whole forward and backward beside what stands in `moments`, which is left as it was.
void lookAtPass(Moments& moments, const TrainingPlan& plan, std::int64_t task, const Pass& pass) {
    const MemoryBreakdown before = moments.now;
    const TaskSteps steps = stepsOfTask(plan, task);
    moments.now[MemoryCategory::Data] += dataBytes(plan, pass) - pass.notYetCached;
    if (pass.afterEpochs) moments.now[MemoryCategory::Data] -= kIndexBytes * steps.samples;
    if (pass.compared) moments.now[MemoryCategory::Gradients] += allGradients(plan, steps.firstTrainable);
    const std::int64_t joined = kFloatBytes * pass.joined * plan.network.input.elements();
    moments.now[MemoryCategory::Data] += joined;
    moments.look();
    moments.now[MemoryCategory::Data] -= joined;

    passFrozen(moments, plan, steps.firstTrainable, pass);
    if (!pass.forwardOnly) passTrainable(moments, plan, task, segmentsOf(plan, steps.firstTrainable), pass);
    if (pass.compared) {
        moments.now[MemoryCategory::Workspace] += comparisonBytes(plan.network);
        moments.look();
    }
    moments.now = before;
}

/// A buffer at a freeze line that comes with the first task's end takes its places then.
std::int64_t bufferAtTaskEnd(const TrainingPlan& plan, std::int64_t task) {
    if (plan.method.filling != BufferFilling::EachStep || plan.method.latentRows == 0) return 0;
    return (bufferedSamples(plan, task + 1) - bufferedSamples(plan, task)) *
           (plan.method.bufferSampleBytes + kLabelBytes);
}

} // namespace

MemoryBreakdown exactPeak(const TrainingPlan& plan, std::int64_t task) {
    const TaskSteps steps = stepsOfTask(plan, task);
    Moments moments{standingBytes(plan, steps), {}};
    addMethod(moments.now, plan, task);
    passApart(moments, plan, task);
    if (isCached(plan, task)) moments.now[MemoryCategory::Data] += cacheBytes(plan, task);
    moments.now[MemoryCategory::Data] += heldFeatureBytes(plan, task);
    for (const Pass& pass : passesOf(plan, task)) lookAtPass(moments, plan, task, pass);
    moments.now[MemoryCategory::ReplayBuffer] += bufferAtTaskEnd(plan, task);
    moments.now[MemoryCategory::Workspace] += task == 1 ? plan.method.firstTaskEndBytes : plan.method.laterTaskEndBytes;
    moments.look();
    return moments.peak;
}

std::int64_t exactStoredActivations(const TrainingPlan& plan, std::int64_t task) {
    const std::size_t first = stepsOfTask(plan, task).firstTrainable;
    std::int64_t bytes = 0;
    for (std::size_t index = first; index < plan.network.stages.size(); ++index) {
        for (const Operation& operation : operationsOf(plan.network.stages[index]))
            bytes += keptBytesPerRow(operation, plan.memory, {});
    }
    return bytes / kFloatBytes;
}

} // namespace lightcl