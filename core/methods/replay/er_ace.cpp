#include "methods/replay/er_ace.h"

namespace lightcl {

ErAce::ErAce(Settings settings, OutputMask mask)
    : MaskedMethod(std::move(mask)), settings_(settings), buffer_(settings.bufferSize) {}

std::unique_ptr<Method> ErAce::make(const Ingredients& in) {
    return std::make_unique<ErAce>(erAceSettings(in.parameters, in.training.batchSize), in.mask);
}

void ErAce::beforeEpoch(const TaskContext& context, int /*epoch*/) {
    firstTask_ = context.firstTask;
}

Samples ErAce::replay(const Samples& /*stream*/, RandomStreams& random) {
    if (settings_.authorsCode && firstTask_) return {};
    return buffer_.draw(settings_.replaySize, random["replay"]);
}

torch::Tensor ErAce::lossOver(const torch::Tensor& allowed, const torch::Tensor& logits,
                              const torch::Tensor& labels) const {
    return maskedCrossEntropy(mask(), limitedTo(allowed, logits), labels);
}

torch::Tensor ErAce::streamOutputs(const torch::Tensor& present) const {
    if (!settings_.authorsCode) return present;
    return firstTask_ ? torch::ones_like(present) : present.logical_or(seen_.logical_not());
}

torch::Tensor ErAce::loss(const torch::Tensor& logits, const StepRows& rows) {
    const std::int64_t stream = rows.stream.count();
    const torch::Tensor present = marked(rows.stream.labels, logits.size(1));
    if (!seen_.defined()) seen_ = torch::zeros_like(present);
    seen_.logical_or_(present);
    torch::Tensor loss = lossOver(streamOutputs(present), logits.slice(0, 0, stream), rows.stream.labels);
    if (rows.replay.count() == 0) return loss;
    const torch::Tensor replayed = settings_.authorsCode ? torch::ones_like(seen_) : seen_;
    return loss + lossOver(replayed, logits.slice(0, stream), rows.replay.labels);
}

void ErAce::afterStep(const StepRows& rows, RandomStreams& random) {
    buffer_.add(rows.stream, random["reservoir"]);
}

void ErAce::save(StateArchive& archive) const {
    archive.put("seen", seen_);
    buffer_.save(archive.part("buffer"));
}

void ErAce::restore(const StateArchive& archive) {
    seen_ = archive.tensor("seen");
    buffer_.restore(archive.part("buffer"));
}

} // namespace lightcl
