#include "methods/light_cl.h"

#include "data/input_pipeline.h"

namespace lightcl {

namespace {

/// Positions of each label among `classes`, which are sorted into no order: [labels].
torch::Tensor positions(const torch::Tensor& labels, const torch::Tensor& classes) {
    return labels.unsqueeze(1).eq(classes.unsqueeze(0)).to(torch::kInt64).argmax(1);
}

Samples drawSamples(const TaskContext& context, std::int64_t count, RandomStream& random) {
    const std::int64_t available = context.task.trainIndices.size(0);
    const auto chosen = torch::tensor(random.choose(std::min(count, available), available), torch::kInt64);
    const torch::Tensor indices = context.task.trainIndices.index_select(0, chosen);
    return context.scenario.trainSamples(indices);
}

} // namespace

FeatureMaps LightCl::trainableMaps(const TaskContext& context, const torch::Tensor& images,
                                   torch::Tensor* logits) const {
    torch::NoGradGuard noGradient;
    torch::Tensor values = toInputs(images);
    const std::size_t head = context.network.stageCount() - 1;
    FeatureMaps maps;
    for (std::size_t stage = 0; stage < head; ++stage) {
        const bool trainable = stage >= settings_.firstTrainableStage;
        values =
            context.network.forwardStage(stage, std::move(values), NormMode::Evaluation, trainable ? &maps : nullptr);
    }
    if (logits) *logits = context.network.forwardStage(head, std::move(values), NormMode::Evaluation);
    std::erase_if(maps, [](const FeatureMap& map) { return !map.rectified; });
    return maps;
}

void LightCl::beforeTask(const TaskContext& context) {
    frozen_ = context.pretrained || !context.firstTask;
    currentClasses_ = torch::tensor(context.task.classes, torch::kInt64);
    if (context.firstTask) return;
    memorySamples_ = drawSamples(context, settings_.memorySamples, context.random["memory samples"]);
    memory_.keep(trainableMaps(context, memorySamples_.images, &keptLogits_));
}

Samples LightCl::replay(const Samples& /*stream*/, RandomStreams& /*random*/) {
    return memorySamples_;
}

torch::Tensor LightCl::loss(const torch::Tensor& logits, const StepRows& rows) {
    const torch::Tensor current = logits.slice(0, 0, rows.stream.count()).index_select(1, currentClasses_);
    torch::Tensor loss = torch::nn::functional::cross_entropy(current, positions(rows.stream.labels, currentClasses_));
    if (!keptLogits_.defined()) return loss;
    return loss + settings_.beta * (logits.slice(0, rows.stream.count()) - keptLogits_).square().sum();
}

bool LightCl::penalises(std::size_t stage) const {
    return keptLogits_.defined() && stage >= settings_.firstTrainableStage;
}

torch::Tensor LightCl::penalty(std::size_t /*stage*/, const FeatureMaps& maps, const StepRows& /*rows*/) {
    const torch::Tensor change = memory_.penalty(maps);
    return change.defined() ? settings_.beta * change : change;
}

void LightCl::afterTask(const TaskContext& context) {
    const Samples batch = drawSamples(context, context.batchSize, context.random["importance batch"]);
    memory_.markImportant(trainableMaps(context, batch.images, nullptr));
}

void LightCl::save(StateArchive& archive) const {
    archive.put("frozen", std::int64_t{frozen_});
    archive.put("current_classes", currentClasses_);
    StateArchive buffer = archive.part("buffer");
    buffer.put("images", memorySamples_.images);
    buffer.put("labels", memorySamples_.labels);
    archive.put("kept_logits", keptLogits_);
    memory_.save(archive.part("patterns"));
}

void LightCl::restore(const StateArchive& archive) {
    frozen_ = archive.integer("frozen") != 0;
    currentClasses_ = archive.tensor("current_classes");
    memorySamples_ = {archive.tensor("buffer/images"), archive.tensor("buffer/labels")};
    keptLogits_ = archive.tensor("kept_logits");
    memory_.restore(archive.part("patterns"));
}

} // namespace lightcl
