#include "methods/replay/fdr.h"

#include "methods/parts/task_passes.h"
#include "networks/latent_codec.h"

namespace lightcl {

std::unique_ptr<Method> Fdr::make(const Ingredients& in) {
    return std::make_unique<Fdr>(fdrSettings(in.parameters, in.training.batchSize), in.mask);
}

torch::Tensor Fdr::probabilities(const torch::Tensor& logits, const torch::Tensor& labels) const {
    return mask().apply(logits, labels).softmax(1);
}

torch::Tensor Fdr::loss(const torch::Tensor& logits, const StepRows& rows) {
    if (!rows.separate) return MaskedMethod::loss(logits, rows);
    const torch::Tensor kept = std::move(drawn_);
    return settings_.alpha * (probabilities(logits, rows.labels) - kept).norm(2, {1}).mean();
}

Samples Fdr::separateStep(RandomStreams& random) {
    const BufferedRows drawn = buffer_.drawRows(settings_.replaySize, random["replay"]);
    drawn_ = drawn.outputs.defined() ? drawn.outputs.to(torch::kFloat32) : torch::Tensor();
    return drawn.samples;
}

void Fdr::afterTask(const TaskContext& context) {
    const std::int64_t each = settings_.bufferSize / (buffer_.groupCount() + 1);
    buffer_.shrink(each);
    const Samples samples = drawTaskSamples(context, each, context.random["buffer samples"]);
    const torch::Tensor logits = forwardInBatches(context, samples.images, [&](const torch::Tensor& inputs) {
        return context.network.forward(inputs, NormMode::Evaluation);
    });
    buffer_.add({samples, probabilities(logits, samples.labels).to(storedType(settings_.outputs))});
}

void Fdr::save(StateArchive& archive) const {
    buffer_.save(archive.part("buffer"));
}

void Fdr::restore(const StateArchive& archive) {
    buffer_.restore(archive.part("buffer"));
}

} // namespace lightcl
