#include "methods/replay/dark_experience_replay.h"

#include "networks/latent_codec.h"

namespace lightcl {

DarkExperienceReplay::DarkExperienceReplay(Settings settings, OutputMask mask)
    : MaskedMethod(std::move(mask)), settings_(settings), buffer_(settings.bufferSize) {}

std::unique_ptr<Method> DarkExperienceReplay::make(const Ingredients& in) {
    return std::make_unique<DarkExperienceReplay>(darkReplaySettings(in.parameters, in.training.batchSize), in.mask);
}

Samples DarkExperienceReplay::replay(const Samples& /*stream*/, RandomStreams& random) {
    BufferedRows drawn = buffer_.drawRows(settings_.replaySize, random["replay"]);
    drawnLogits_ = drawn.outputs.defined() ? drawn.outputs.to(torch::kFloat32) : torch::Tensor();
    if (settings_.beta == 0) return drawn.samples;
    drawn.outputs.reset();
    return drawn.followedBy({buffer_.draw(settings_.replaySize, random["second replay"]), {}}).samples;
}

torch::Tensor DarkExperienceReplay::loss(const torch::Tensor& logits, const StepRows& rows) {
    const std::int64_t stream = rows.stream.count();
    streamLogits_ = logits.detach().slice(0, 0, stream).clone();
    torch::Tensor loss = maskedCrossEntropy(mask(), logits.slice(0, 0, stream), rows.stream.labels);
    if (!drawnLogits_.defined()) return loss;
    const std::int64_t second = stream + drawnLogits_.size(0);
    loss = loss + settings_.alpha * torch::mse_loss(logits.slice(0, stream, second), drawnLogits_);
    if (second == rows.count()) return loss;
    return loss + settings_.beta * maskedCrossEntropy(mask(), logits.slice(0, second), rows.labels.slice(0, second));
}

void DarkExperienceReplay::afterStep(const StepRows& rows, RandomStreams& random) {
    buffer_.addRows({rows.stream, streamLogits_.to(storedType(settings_.outputs))}, random["reservoir"]);
    streamLogits_.reset();
    drawnLogits_.reset();
}

void DarkExperienceReplay::save(StateArchive& archive) const {
    buffer_.save(archive.part("buffer"));
}

void DarkExperienceReplay::restore(const StateArchive& archive) {
    buffer_.restore(archive.part("buffer"));
}

} // namespace lightcl
