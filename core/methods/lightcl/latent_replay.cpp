#include "methods/lightcl/latent_replay.h"

#include "networks/features.h"

namespace lightcl {

LatentReplay::LatentReplay(Settings settings, OutputMask mask)
    : MaskedMethod(std::move(mask)), settings_(settings), codec_(settings.precision), buffer_(settings.bufferSize) {}

std::unique_ptr<Method> LatentReplay::make(const Ingredients& in) {
    return std::make_unique<LatentReplay>(latentReplaySettings(in.parameters, in.network, in.training.batchSize),
                                          in.mask);
}

void LatentReplay::beforeTask(const TaskContext& context) {
    frozen_ = context.pretrained || !context.firstTask;
}

void LatentReplay::beforeEpoch(const TaskContext& /*context*/, int epoch) {
    firstEpoch_ = epoch == 1;
}

Samples LatentReplay::replay(const Samples& /*stream*/, RandomStreams& random) {
    Samples drawn = buffer_.draw(settings_.replaySize, random["replay"]);
    drawn_ = std::move(drawn.images);
    return {{}, std::move(drawn.labels)};
}

torch::Tensor LatentReplay::atFreezeLine(torch::Tensor values, const StepRows& /*rows*/) {
    if (frozen_ && firstEpoch_) stream_ = values;
    if (!drawn_.defined()) return values;
    const torch::Tensor replayed = codec_.unpacked(std::exchange(drawn_, {}), values.sizes().vec());
    return torch::cat({values, replayed});
}

void LatentReplay::afterStep(const StepRows& rows, RandomStreams& random) {
    if (stream_.defined()) store(std::exchange(stream_, {}), rows.stream.labels, random);
}

void LatentReplay::afterTask(const TaskContext& context) {
    if (frozen_) return;
    at::NoGradGuard noGradient;
    for (const torch::Tensor& indices : context.task.trainIndices.split(context.batchSize)) {
        const Samples samples = context.scenario.trainSamples(indices);
        const torch::Tensor values = stageFeatures(context.network, context.scenario.inputsOf(samples.images),
                                                   settings_.firstTrainableStage, NormMode::Evaluation);
        store(values, samples.labels, context.random);
    }
}

void LatentReplay::store(const torch::Tensor& activations, const torch::Tensor& labels, RandomStreams& random) {
    buffer_.add({codec_.packed(activations), labels}, random["reservoir"]);
}

void LatentReplay::save(StateArchive& archive) const {
    archive.put("frozen", std::int64_t{frozen_});
    buffer_.save(archive.part("buffer"));
}

void LatentReplay::restore(const StateArchive& archive) {
    frozen_ = archive.integer("frozen") != 0;
    buffer_.restore(archive.part("buffer"));
}

} // namespace lightcl
