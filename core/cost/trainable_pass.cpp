#include "cost/trainable_pass.h"

#include "base/element_bytes.h"
#include "cost/frozen_forward.h"
#include "cost/layer_memory.h"
#include "cost/method_memory.h"
#include "cost/pnn_columns.h"
#include "cost/stage_backward.h"
#include "rules/kept_inputs.h"
#include "rules/map_layout.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

bool changesUpdate(const MethodDemands& method, const LayerSpec& layer) {
    const auto& names = method.updatedLayers;
    return names.empty() || std::find(names.begin(), names.end(), layer.name) != names.end();
}

/// A pass, and its moments as it goes on; indices are of segments.
class TrainablePass {
public:
    TrainablePass(Moments& moments, const TrainingPlan& plan, std::int64_t task, const Segments& segments,
                  const Pass& pass)
        : moments_(&moments), plan_(&plan), task_(task), segments_(&segments), pass_(&pass) {}

    void forward();
    void backward();

private:
    [[nodiscard]] const StageSpec& segment(std::size_t index) const { return segments_->network.stages[index]; }
    [[nodiscard]] std::int64_t mapBytes() const { return plan_->precision.mapBytes() * pass_->rows(); }
    [[nodiscard]] std::int64_t inputBytes(std::size_t index) const;
    [[nodiscard]] std::int64_t columnMapBytes(std::size_t index) const;
    [[nodiscard]] std::int64_t connectionMapBytes(std::size_t index) const;
    [[nodiscard]] std::int64_t connectionBytesAgain(std::size_t index) const;
    [[nodiscard]] std::int64_t connectionScratch(std::size_t index) const;
    [[nodiscard]] std::int64_t segmentBytes(std::size_t index) const;
    [[nodiscard]] std::int64_t penaltyOf(std::size_t index) const;
    [[nodiscard]] std::int64_t compactedBytes(std::size_t index) const;
    [[nodiscard]] std::int64_t updateBytes(std::size_t index) const;
    [[nodiscard]] bool copiesInput(std::size_t index) const;
    [[nodiscard]] StageBackward backwardOf(std::size_t index) const;

    [[nodiscard]] std::int64_t normApartBytes(const LayerSpec& layer) const;
    void lookAtForward(std::size_t index);
    void again(std::size_t index);
    void backward(std::size_t index);
    void backward(const StageBackward& stage, std::size_t index);
    void operation(const StageBackward& stage, std::ptrdiff_t index);
    void lookAtColumns(std::size_t index);
    void lookAtConnection(std::size_t index);
    void connectionAgain(std::size_t index);

    Moments* moments_;
    const TrainingPlan* plan_;
    std::int64_t task_;
    const Segments* segments_;
    const Pass* pass_;
};

/// Of what enters a segment that is no pass's first.
std::int64_t TrainablePass::inputBytes(std::size_t index) const {
    return index > segments_->firstTrainable ? mapBytes() * segment(index).input().elements() : 0;
}

/// What the earlier columns left for the newest one's connections, where it is kept for their backward.
std::int64_t TrainablePass::columnMapBytes(std::size_t index) const {
    const bool waits = segments_->isAgain(index) && segments_->opensStage[index] &&
                       !entersLargest(plan_->network, plan_->network.stageIndex(segment(index).name));
    return waits ? pass_->rows() * columnMapBytesPerRow(*plan_, task_, segment(index)) : 0;
}

/// What autograd keeps of a progressive network's connections into a segment.
std::int64_t TrainablePass::connectionMapBytes(std::size_t index) const {
    if (!segments_->opensStage[index]) return 0;
    if (segments_->isAgain(index)) return pass_->rows() * enteringBytesPerRow(*plan_, task_, segment(index));
    return pass_->rows() * connectionBytesPerRow(*plan_, task_, segment(index)) +
           castConnectionBytes(*plan_, task_, segment(index));
}

/// Both maps of a connection in the library's layout, while its gradient is computed from maps that do not have their
/// channels last.
std::int64_t TrainablePass::connectionScratch(std::size_t index) const {
    const Shape map = segment(index).input();
    if (segments_->channelsLast[index - 1] || map.height * map.width == 1) return 0;
    LayerSpec connection;
    connection.kind = LayerKind::Conv2d;
    connection.input = connection.output = map;
    return mapBytes() * (blockedInput(connection) + blockedOutput(connection));
}

/// What autograd keeps of a segment, and of the connections into it.
std::int64_t TrainablePass::segmentBytes(std::size_t index) const {
    return keptBytes(backwardOf(index), pass_->rows()) + connectionMapBytes(index);
}

std::int64_t TrainablePass::penaltyOf(std::size_t index) const {
    return penaltyBytes(*plan_, task_, segment(index));
}

/// What a segment's weights need less of memory while no step reads them.
std::int64_t TrainablePass::compactedBytes(std::size_t index) const {
    if (!segments_->isAgain(index)) return 0;
    std::int64_t weights = 0;
    for (const Operation& operation : operationsOf(segment(index))) {
        if (changesUpdate(plan_->method, operation.layer)) weights += operation.layer.weights();
    }
    return std::llround((1 - plan_->method.compactShare) * static_cast<double>(kFloatBytes * weights));
}

/// What the method allocates while it changes the gradient of a layer of the segment.
std::int64_t TrainablePass::updateBytes(std::size_t index) const {
    const MethodDemands& method = plan_->method;
    std::int64_t largest = 0;
    for (const Operation& operation : operationsOf(segment(index))) {
        const LayerSpec& layer = operation.layer;
        if (changesUpdate(method, layer)) largest = std::max(largest, layer.parameters());
    }
    const double each = task_ > 1 && method.laterUpdateBytes > 0 ? method.laterUpdateBytes : method.updateBytes;
    return std::llround(each * static_cast<double>(largest));
}

/// Whether a trained segment's input is a copy of the output below it, in another order in memory, and that is kept
/// too.
bool TrainablePass::copiesInput(std::size_t index) const {
    return index > segments_->firstTrainable && !segments_->areBlocks() &&
           segments_->channelsLast[index] != segments_->channelsLast[index - 1];
}

StageBackward TrainablePass::backwardOf(std::size_t index) const {
    StageBackward stage = lightcl::backwardOf(*segments_, index);
    stage.penalised = task_ > 1 && plan_->method.memoryRows > 0 && index + 1 < segments_->count();
    stage.castsInput = index == segments_->firstTrainable && entersAsFloats(*plan_, *pass_, index);
    return stage;
}

/// The first forward of a segment that is computed again, beside its own input where that is kept.
void TrainablePass::lookAtForward(std::size_t index) {
    if (!segments_->isAgain(index)) return;
    // What is cast is kept as it was, and what its layers read is the copy.
    const bool counted = segments_->keepsInput[index] && !backwardOf(index).castsInput;
    const std::int64_t input = counted ? mapBytes() * segment(index).input().elements() : 0;
    moments_->lookWith(MemoryCategory::Activations,
                       forwardBytes(segment(index), segments_->channelsLast[index], plan_->precision, pass_->rows()) -
                           input);
}

void TrainablePass::forward() {
    std::int64_t& activations = moments_->now[MemoryCategory::Activations];
    for (std::size_t index = segments_->firstTrainable; index < segments_->count(); ++index) {
        lookAtColumns(index);
        activations += columnMapBytes(index);
        if (segments_->areBlocks() && segments_->keepsInput[index]) activations += inputBytes(index);
        lookAtForward(index);
        moments_->now[MemoryCategory::Weights] -= compactedBytes(index);
        if (copiesInput(index)) activations += inputBytes(index);
        if (segments_->isAgain(index)) continue;
        activations += segmentBytes(index) + penaltyOf(index);
    }
    moments_->look();
}

/// Batch-norm's backward in groups of rows makes the gradient of one group (twice, as of all rows) beside that of all.
std::int64_t TrainablePass::normApartBytes(const LayerSpec& layer) const {
    const std::int64_t memory = stepsOfTask(*plan_, task_).memoryRows;
    if (!plan_->method.normsApart || memory == 0 || layer.kind != LayerKind::BatchNorm2d) return 0;
    const std::int64_t largest = std::max(memory, pass_->rows() - memory);
    return plan_->precision.mapBytes() * (2 * largest - pass_->rows()) * layer.input.elements();
}

/// The backward of one layer. What autograd kept of it is gone when the layer is done; then its gradient is cast if it
/// was computed with fewer digits.
void TrainablePass::operation(const StageBackward& stage, std::ptrdiff_t index) {
    const Operation& operation = stage.operations[static_cast<std::size_t>(index)];
    const LayerSpec& layer = operation.layer;
    MemoryBreakdown& now = moments_->now;
    const std::int64_t computed = computedGradientBytes(layer, stage.precision);
    now[MemoryCategory::Gradients] += computed;
    const std::int64_t maps = mapBytes() * gradientMaps(stage, index) + normApartBytes(layer);
    const std::int64_t gone = keptAboveBytes(stage, operation, pass_->rows());
    now[MemoryCategory::Activations] -= gone;
    moments_->lookWith(MemoryCategory::Workspace, maps + scratchBytes(stage, operation, pass_->rows()));
    now[MemoryCategory::Activations] -= keptBytes(stage, operation, pass_->rows()) - gone;
    if (computed == gradientBytes(layer)) return;
    now[MemoryCategory::Gradients] += gradientBytes(layer) - computed;
    moments_->lookWith(MemoryCategory::Workspace, maps - mapBytes() * layer.output.elements() + computed);
}

/// One segment's backward; when all its layers are done, the gradients are changed, applied and freed.
void TrainablePass::backward(const StageBackward& stage, std::size_t index) {
    const std::int64_t joining = joiningValues(stage, pass_->rows(), plan_->method.memoryRows);
    moments_->lookWith(MemoryCategory::Workspace, plan_->precision.mapBytes() * joining);
    for (std::ptrdiff_t place = std::ssize(stage.operations); place-- > 0;) {
        const Operation& one = stage.operations[static_cast<std::size_t>(place)];
        // A view of data has no gradient on either side.
        if (stage.givesInputGradient(one) || gradientBytes(one.layer) > 0) operation(stage, place);
    }
    lookAtConnection(index);
    moments_->lookWith(MemoryCategory::Workspace, inputBytes(index) + updateBytes(index));
    if (!pass_->keepsGradients) moments_->now[MemoryCategory::Gradients] = 0;
}

/// What the backward of a connection whose maps are made again holds of it, beside what the forward had kept.
std::int64_t TrainablePass::connectionBytesAgain(std::size_t index) const {
    const StageSpec& stage = segment(index);
    const std::int64_t perRow = connectionBytesPerRow(*plan_, task_, stage) + enteringBytesPerRow(*plan_, task_, stage);
    return pass_->rows() * perRow + connectionScratch(index) + castConnectionBytes(*plan_, task_, stage) -
           columnMapBytes(index);
}

/// That backward; what it had made of the stage's own map is gone, but its gradient is there.
void TrainablePass::connectionAgain(std::size_t index) {
    if (connectionBytes(*plan_, task_, segment(index)) == 0) return;
    moments_->lookWith(MemoryCategory::Activations, connectionBytesAgain(index));
}

/// With autocast, while the layers' gradients are there, that of a connection's kernel is computed and cast between the
/// gradients of the maps on both sides.
void TrainablePass::lookAtConnection(std::size_t index) {
    if (!segments_->opensStage[index] || castConnectionBytes(*plan_, task_, segment(index)) == 0) return;
    const Shape input = segment(index).input();
    const std::int64_t kernel = plan_->precision.castBytes() * input.channels * input.channels;
    const std::int64_t maps = segments_->isAgain(index) ? connectionBytesAgain(index)
                                                        : 2 * mapBytes() * input.elements() + connectionScratch(index);
    moments_->lookWith(MemoryCategory::Workspace, kernel + maps);
}

/// With autocast, whose backward needs less, the forward of the last earlier column's stage that leads to a connection.
void TrainablePass::lookAtColumns(std::size_t index) {
    if (!segments_->opensStage[index] || castConnectionBytes(*plan_, task_, segment(index)) == 0) return;
    const std::size_t stage = plan_->network.stageIndex(segment(index).name) - 1;
    const StageSpec& below = plan_->network.stages[stage];
    moments_->lookWith(MemoryCategory::Activations,
                       forwardBytes(below, hasChannelsLast(below), plan_->precision, pass_->rows()));
}

/// What the forward had not kept, or what it had made, is there again.
void TrainablePass::again(std::size_t index) {
    std::int64_t& activations = moments_->now[MemoryCategory::Activations];
    if (!segments_->keepsInput[index]) activations += inputBytes(index);
    activations += segmentBytes(index) + penaltyOf(index);
    moments_->look();
}

void TrainablePass::backward(std::size_t index) {
    std::int64_t& activations = moments_->now[MemoryCategory::Activations];
    const bool opens = segments_->opensStage[index];
    moments_->now[MemoryCategory::Weights] += compactedBytes(index);
    if (segments_->isAgain(index)) again(index);
    activations -= penaltyOf(index);
    if (opens) moments_->now[MemoryCategory::Gradients] += connectionBytes(*plan_, task_, segment(index));
    backward(backwardOf(index), index);
    if (segments_->isAgain(index) && opens) {
        connectionAgain(index);
        activations -= columnMapBytes(index);
    }
    activations -= connectionMapBytes(index);
    if (segments_->areBlocks()) activations -= inputBytes(index);
    if (copiesInput(index)) activations -= inputBytes(index);
    moments_->now[MemoryCategory::Weights] -= compactedBytes(index);
}

void TrainablePass::backward() {
    for (std::size_t index = segments_->count(); index-- > segments_->firstTrainable;) backward(index);
}

} // namespace

void passTrainable(Moments& moments, const TrainingPlan& plan, std::int64_t task, const Segments& segments,
                   const Pass& pass) {
    TrainablePass trained(moments, plan, task, segments, pass);
    trained.forward();
    trained.backward();
}

} // namespace lightcl
