#include "methods/replay/gdumb.h"

#include "networks/network_state.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace lightcl {

GDumb::GDumb(Settings settings, OutputMask mask)
    : MaskedMethod(std::move(mask)), settings_(settings), buffer_(settings.bufferSize) {}

std::unique_ptr<Method> GDumb::make(const Ingredients& in) {
    return std::make_unique<GDumb>(gDumbSettings(in.parameters, in.training.batchSize), in.mask);
}

void GDumb::beforeTask(const TaskContext& context) {
    if (context.firstTask && context.pretrained) pretrained_ = context.network.clone();
}

void GDumb::beforeEpoch(const TaskContext& /*context*/, int epoch) {
    firstPass_ = epoch == 1;
}

torch::Tensor GDumb::epochIndices(const TaskContext& context) const {
    return context.task.trainIndices.slice(0, 0, firstPass_ ? context.task.trainIndices.size(0) : 0);
}

void GDumb::afterStep(const StepRows& rows, RandomStreams& random) {
    buffer_.add(rows.stream, random["balanced buffer"]);
}

void GDumb::afterTask(const TaskContext& context) {
    if (settings_.lastTaskOnly && !context.lastTask) return;
    startAnew(context);
    fit(context);
}

double GDumb::rateOf(std::int64_t epoch, double maximum, double minimum) {
    if (epoch == 0) return 0.1 * maximum;
    // A cycle of T epochs begins with epoch T.
    const auto cycle = static_cast<double>(std::bit_floor(static_cast<std::uint64_t>(epoch)));
    const double done = (static_cast<double>(epoch) - cycle) / cycle;
    return minimum + (maximum - minimum) * (1 + std::cos(std::numbers::pi * done)) / 2;
}

void GDumb::startAnew(const TaskContext& context) {
    if (pretrained_) {
        copyNetwork(*pretrained_, context.network);
    } else {
        context.network.reinitialise(context.random["weights to fit"]);
    }
}

void GDumb::fit(const TaskContext& context) {
    const Samples held = buffer_.samples();
    for (std::int64_t epoch = 0; epoch < settings_.fitEpochs; ++epoch) {
        const double rate = rateOf(epoch, settings_.maxLearningRate, settings_.minLearningRate);
        const auto order = torch::tensor(context.random["fit order"].permutation(held.count()), torch::kInt64);
        for (const torch::Tensor& rows : order.split(settings_.replaySize)) {
            context.steps.step({held.images.index_select(0, rows), held.labels.index_select(0, rows)}, rate);
        }
    }
}

void GDumb::save(StateArchive& archive) const {
    buffer_.save(archive.part("buffer"));
    if (pretrained_) saveNetwork(*pretrained_, archive.part("pretrained"));
}

void GDumb::restore(const StateArchive& archive) {
    buffer_.restore(archive.part("buffer"));
    pretrained_ = restoredNetwork(archive.part("pretrained"), *network_);
}

} // namespace lightcl
