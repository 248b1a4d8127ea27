#include "methods/lightcl/light_cl.h"

#include "catalog/methods/lightcl_settings.h"
#include "methods/parts/task_passes.h"
#include "networks/features.h"
#include "rules/rows_at_once.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

void put(StateArchive archive, const Samples& samples) {
    archive.put("images", samples.images);
    archive.put("labels", samples.labels);
}

Samples samplesIn(const StateArchive& archive) {
    return {archive.tensor("images"), archive.tensor("labels")};
}

/// What the first stages make of images, with as few rows at a time as a step with the least memory has.
torch::Tensor featuresOf(const TaskContext& context, const torch::Tensor& images, std::size_t stages, NormMode mode) {
    const std::int64_t atOnce = mode == NormMode::Evaluation ? kFrozenRowsOfLow : images.size(0);
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& few : images.split(std::max<std::int64_t>(1, atOnce))) {
        parts.push_back(stageFeatures(context.network, context.scenario.inputsOf(few), stages, mode));
    }
    return torch::cat(parts);
}

NormMode trainingWhere(bool training) {
    return training ? NormMode::Training : NormMode::Evaluation;
}

std::size_t logitLayer(const Network& network) {
    return network.layerWeights().size() - 1;
}

} // namespace

std::unique_ptr<Method> LightCl::make(const Ingredients& in) {
    const LightClSettings read = lightClSettings(in.parameters, in.network);
    Settings settings;
    settings.firstTrainableStage = read.firstTrainableStage;
    settings.memorySamples = read.memorySamples;
    settings.marking = read.marking;
    settings.memoryApart = read.memoryApart;
    settings.augmentMemory = read.augmentMemory;
    settings.beta = read.beta;
    settings.frozenNorm = trainingWhere(read.frozenDrifts);
    settings.patternNorm = trainingWhere(read.patternsTraining);
    settings.maskLogits = read.maskLogits;
    settings.advisor = {read.generalizabilityThreshold, read.advisorSteps};
    return std::make_unique<LightCl>(settings);
}

LightCl::Patterns LightCl::patternsOf(const TaskContext& context, const torch::Tensor& images) const {
    at::NoGradGuard noGradient;
    Network& network = context.network;
    const bool training = settings_.patternNorm == NormMode::Training;
    const NormMode frozenMode = training ? settings_.frozenNorm : NormMode::Evaluation;
    const std::size_t head = network.stageCount() - 1;
    torch::Tensor values = featuresOf(context, images, firstTrainable_, frozenMode);
    Patterns patterns;
    for (std::size_t stage = firstTrainable_; stage < head; ++stage) {
        values = network.forwardStage(stage, std::move(values), settings_.patternNorm, &patterns.maps);
    }
    patterns.logits = network.forwardStage(head, std::move(values), NormMode::Evaluation);
    std::erase_if(patterns.maps, [](const FeatureMap& map) { return !map.rectified; });
    if (settings_.maskLogits) patterns.maps.push_back({logitLayer(network), false, patterns.logits});
    return patterns;
}

Samples LightCl::drawVaried(const TaskContext& context, std::int64_t count, const char* stream) const {
    Samples samples = drawTaskSamples(context, count, context.random[stream]);
    if (settings_.augmentMemory)
        samples.images = augmented(samples.images, context.augmentation, context.random["memory augmentation"]);
    return samples;
}

void LightCl::drawFreezeLine(const TaskContext& context) {
    const FreezeAdvisor advisor(settings_.advisor);
    const FreezeAdvisor::Advice advice = advisor.advise(context, advisorSamples_);
    firstTrainable_ = advice.firstTrainableStage;
    generalizability_ = fmt::format("{:.3f}", fmt::join(advice.generalizability, " "));
    advisorSamples_ = {};
}

void LightCl::beforeTask(const TaskContext& context) {
    frozen_ = !context.firstTask || (context.pretrained && !advised());
    currentClasses_ = torch::tensor(context.scenario.lossClasses(context.task.number), torch::kInt64);
    if (context.firstTask) return;
    if (advisorSamples_.count() > 0) drawFreezeLine(context);
    memorySamples_ = drawVaried(context, settings_.memorySamples, "memory samples");
    const Patterns patterns = patternsOf(context, memorySamples_.images);
    memory_.keep(patterns.maps);
    if (!settings_.maskLogits) keptLogits_ = patterns.logits;
}

Samples LightCl::replay(const Samples& /*stream*/, RandomStreams& /*random*/) {
    return memorySamples_;
}

torch::Tensor LightCl::loss(const torch::Tensor& logits, const StepRows& rows) {
    const torch::Tensor stream = logits.slice(0, 0, rows.stream.count());
    torch::Tensor loss = crossEntropyAmong(stream, rows.stream.labels, currentClasses_);
    if (!keptLogits_.defined()) return loss;
    return loss + settings_.beta * (logits.slice(0, rows.stream.count()) - keptLogits_).square().sum();
}

bool LightCl::penalises(std::size_t stage) const {
    return memorySamples_.count() > 0 && stage >= firstTrainable_;
}

torch::Tensor LightCl::penalty(std::size_t /*stage*/, const FeatureMaps& maps, const StepRows& /*rows*/) {
    const torch::Tensor change = memory_.penalty(maps);
    return change.defined() ? settings_.beta * change : change;
}

void LightCl::afterTask(const TaskContext& context) {
    const Samples batch = drawVaried(context, context.batchSize, "importance batch");
    memory_.markImportant(patternsOf(context, batch.images).maps);
    if (!advised() || !context.firstTask) return;
    advisorSamples_ = drawTaskSamples(context, settings_.memorySamples, context.random["freeze advisor"]);
}

void LightCl::save(StateArchive& archive) const {
    archive.put("frozen", std::int64_t{frozen_});
    archive.put("first_trainable_stage", static_cast<std::int64_t>(firstTrainable_));
    archive.put("generalizability", generalizability_);
    archive.put("current_classes", currentClasses_);
    put(archive.part("buffer"), memorySamples_);
    put(archive.part("buffer").part("advisor"), advisorSamples_);
    archive.put("kept_logits", keptLogits_);
    memory_.save(archive.part("patterns"));
}

void LightCl::restore(const StateArchive& archive) {
    frozen_ = archive.integer("frozen") != 0;
    firstTrainable_ = static_cast<std::size_t>(archive.integer("first_trainable_stage"));
    generalizability_ = archive.text("generalizability");
    currentClasses_ = archive.tensor("current_classes");
    memorySamples_ = samplesIn(archive.part("buffer"));
    advisorSamples_ = samplesIn(archive.part("buffer").part("advisor"));
    keptLogits_ = archive.tensor("kept_logits");
    memory_.restore(archive.part("patterns"));
}

void LightCl::takeOver(const StateArchive& archive) {
    restore(archive);
    // The line that the advisor has drawn stays, one that is given counts. Layers that become trainable are marked at
    // the end of the next task.
    firstTrainable_ = settings_.firstTrainableStage.value_or(firstTrainable_);
}

} // namespace lightcl
