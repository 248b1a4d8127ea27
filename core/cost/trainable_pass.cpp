#include "cost/trainable_pass.h"

#include "backbones/kept_inputs.h"
#include "cost/columns.h"
#include "cost/frozen_forward.h"
#include "cost/layer_memory.h"
#include "cost/method_memory.h"
#include "cost/stage_backward.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;

bool changesUpdate(const MethodDemands& method, const LayerSpec& layer) {
    const auto& names = method.updatedLayers;
    return names.empty() || std::find(names.begin(), names.end(), layer.name) != names.end();
}

/// What the method allocates while it changes the gradient of a layer of the stage.
std::int64_t updateBytes(const MethodDemands& method, const StageSpec& stage, bool later) {
    std::int64_t largest = 0;
    for (const Operation& operation : operationsOf(stage)) {
        const LayerSpec& layer = operation.layer;
        if (changesUpdate(method, layer)) largest = std::max(largest, layer.parameters());
    }
    const double each = later && method.laterUpdateBytes > 0 ? method.laterUpdateBytes : method.updateBytes;
    return std::llround(each * static_cast<double>(largest));
}

/// One stage's backward. What autograd kept of a layer is gone when the layer is done; when all are, the gradients are
/// changed, applied and freed.
void passBackward(Moments& moments, const StageBackward& stage, MemoryMode memory, const Pass& pass,
                  std::int64_t inputValues, std::int64_t updateBytes) {
    MemoryBreakdown& now = moments.now;
    const std::int64_t rows = pass.rows();
    const std::int64_t standingWorkspace = now[MemoryCategory::Workspace];
    now[MemoryCategory::Workspace] += kFloat * rows * joiningMaps(stage);
    moments.look();
    for (std::ptrdiff_t index = std::ssize(stage.operations); index-- > 0;) {
        const Operation& operation = stage.operations[static_cast<std::size_t>(index)];
        const LayerSpec& layer = operation.layer;
        const bool input = stage.inputGradient || !operation.readsStageInput;
        // A view of data has no gradient on either side.
        if (!input && gradientBytes(layer) == 0) continue;
        now[MemoryCategory::Gradients] += gradientBytes(layer);
        now[MemoryCategory::Workspace] = standingWorkspace + kFloat * rows * gradientMaps(stage, index, input) +
                                         scratchBytes(stage, operation, rows);
        moments.look();
        now[MemoryCategory::Activations] -= keptBytes(operation, memory, rows);
    }
    now[MemoryCategory::Workspace] = standingWorkspace + kFloat * rows * inputValues + updateBytes;
    moments.look();
    if (!pass.keepsGradients) now[MemoryCategory::Gradients] = 0;
    now[MemoryCategory::Workspace] = standingWorkspace;
}

/// What autograd keeps of a segment, and of a progressive network's connections into it.
std::int64_t segmentBytes(const TrainingPlan& plan, std::int64_t task, const Segments& segments, std::size_t index,
                          std::int64_t rows) {
    const StageSpec& segment = segments.network.stages[index];
    std::int64_t bytes = 0;
    for (const Operation& operation : operationsOf(segment)) bytes += keptBytes(operation, plan.memory, rows);
    if (!segments.opensStage[index]) return bytes;
    return bytes + rows * (segments.isAgain(index) ? enteringBytesPerRow(plan, task, segment)
                                                   : connectionBytesPerRow(plan, task, segment));
}

/// Whether a trained segment's input is a copy of the output below it, in another order in memory, and that is kept
/// too.
bool copiesInput(const Segments& segments, std::size_t index) {
    return index > segments.firstTrainable && !segments.again &&
           segments.channelsLast[index] != segments.channelsLast[index - 1];
}

/// What a segment's weights need less of memory while no step reads them.
std::int64_t compactedBytes(const TrainingPlan& plan, const Segments& segments, std::size_t index) {
    if (!segments.isAgain(index)) return 0;
    std::int64_t weights = 0;
    for (const Operation& operation : operationsOf(segments.network.stages[index])) {
        const LayerSpec& layer = operation.layer;
        if (!layer.isWeightLayer() || !changesUpdate(plan.method, layer)) continue;
        weights += layer.parameters() - (layer.bias ? layer.output.channels : 0);
    }
    return std::llround((1 - plan.method.compactShare) * static_cast<double>(kFloat * weights));
}

/// Both maps of a connection in the library's layout, while its gradient is computed from maps that do not have their
/// channels last.
std::int64_t connectionScratch(const Segments& segments, std::size_t index) {
    const Shape map = segments.network.stages[index].input();
    if (segments.channelsLast[index - 1] || map.height * map.width == 1) return 0;
    LayerSpec connection;
    connection.kind = LayerKind::Conv2d;
    connection.input = connection.output = map;
    return kFloat * (blockedInput(connection) + blockedOutput(connection));
}

/// The backward of a connection whose maps are made again; what it had made of the stage's own map is gone, but its
/// gradient is there.
void passConnection(Moments& moments, const TrainingPlan& plan, std::int64_t task, const Segments& segments,
                    std::size_t index, std::int64_t rows, std::int64_t keptBytes) {
    const StageSpec& stage = segments.network.stages[index];
    if (connectionBytes(plan, task, stage) == 0) return;
    const std::int64_t perRow = connectionBytesPerRow(plan, task, stage) + enteringBytesPerRow(plan, task, stage) +
                                connectionScratch(segments, index);
    moments.now[MemoryCategory::Activations] += rows * perRow - keptBytes;
    moments.look();
    moments.now[MemoryCategory::Activations] -= rows * perRow - keptBytes;
}

/// The first forward of a segment that is computed again, beside its own input where that is kept.
void lookAtForward(Moments& moments, const Segments& segments, std::size_t index, std::int64_t rows) {
    if (!segments.isAgain(index)) return;
    const StageSpec& segment = segments.network.stages[index];
    const std::int64_t counted = segments.keepsInput[index] ? kFloat * rows * segment.input().elements() : 0;
    const std::int64_t forward = forwardBytes(segment, segments.channelsLast[index], rows) - counted;
    moments.now[MemoryCategory::Activations] += forward;
    moments.look();
    moments.now[MemoryCategory::Activations] -= forward;
}

} // namespace

void passTrainable(Moments& moments, const TrainingPlan& plan, std::int64_t task, const Segments& segments,
                   const Pass& pass) {
    std::int64_t& activations = moments.now[MemoryCategory::Activations];
    const bool penalised = task > 1 && plan.method.memoryRows > 0;
    const auto inputBytes = [&](std::size_t index) {
        return index > segments.firstTrainable
                   ? kFloat * pass.rows() * segments.network.stages[index].input().elements()
                   : 0;
    };
    // What the earlier columns left for the newest one's connections, where it is kept for their backward.
    const auto columnBytes = [&](std::size_t index) {
        const bool waits = segments.isAgain(index) && segments.opensStage[index] &&
                           !entersLargest(plan.network, plan.network.stageIndex(segments.network.stages[index].name));
        return waits ? pass.rows() * columnMapBytesPerRow(plan, task, segments.network.stages[index]) : 0;
    };
    const auto penaltyOf = [&](std::size_t index) { return penaltyBytes(plan, task, segments.network.stages[index]); };
    for (std::size_t index = segments.firstTrainable; index < segments.count(); ++index) {
        activations += columnBytes(index);
        if (segments.again && segments.keepsInput[index]) activations += inputBytes(index);
        lookAtForward(moments, segments, index, pass.rows());
        moments.now[MemoryCategory::Weights] -= compactedBytes(plan, segments, index);
        if (copiesInput(segments, index)) activations += inputBytes(index);
        if (segments.isAgain(index)) continue;
        activations += segmentBytes(plan, task, segments, index, pass.rows()) + penaltyOf(index);
    }
    moments.look();
    for (std::size_t index = segments.count(); index-- > segments.firstTrainable;) {
        const StageSpec& segment = segments.network.stages[index];
        const bool opens = segments.opensStage[index];
        moments.now[MemoryCategory::Weights] += compactedBytes(plan, segments, index);
        if (segments.isAgain(index)) {
            if (!segments.keepsInput[index]) activations += inputBytes(index);
            activations += segmentBytes(plan, task, segments, index, pass.rows());
            activations += penaltyOf(index);
            moments.look();
        }
        activations -= penaltyOf(index);
        if (opens) moments.now[MemoryCategory::Gradients] += connectionBytes(plan, task, segment);
        const StageBackward backward = backwardOf(segments, index, plan.memory, penalised);
        passBackward(moments, backward, plan.memory, pass, backward.inputGradient ? segment.input().elements() : 0,
                     updateBytes(plan.method, segment, task > 1));
        if (segments.isAgain(index) && opens) {
            passConnection(moments, plan, task, segments, index, pass.rows(), columnBytes(index));
            activations -= columnBytes(index) + pass.rows() * enteringBytesPerRow(plan, task, segment);
        } else if (opens) {
            activations -= pass.rows() * connectionBytesPerRow(plan, task, segment);
        }
        if (segments.again) activations -= inputBytes(index);
        if (copiesInput(segments, index)) activations -= inputBytes(index);
        moments.now[MemoryCategory::Weights] -= compactedBytes(plan, segments, index);
    }
}

} // namespace lightcl
