#include "methods/structure/spar_cl.h"

#include "methods/replay/dark_experience_replay.h"
#include "methods/replay/experience_replay.h"
#include "rules/sparsity.h"

#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

std::unique_ptr<Method> sparClAround(std::unique_ptr<Method> replay, const Ingredients& in) {
    return std::make_unique<SparCl>(std::move(replay), sparClSettings(in.parameters), in.network, in.mask);
}

} // namespace

std::unique_ptr<Method> SparCl::makeEr(const Ingredients& in) {
    return sparClAround(ExperienceReplay::make(in), in);
}

std::unique_ptr<Method> SparCl::makeDerPlusPlus(const Ingredients& in) {
    return sparClAround(DarkExperienceReplay::make(in), in);
}

SparCl::SparCl(std::unique_ptr<Method> inner, Settings settings, const NetworkSpec& network, OutputMask mask)
    : MethodDecorator(std::move(inner)), settings_(std::move(settings)), mask_(std::move(mask)),
      sparse_(settings_.sparse, network) {}

void SparCl::beforeTask(const TaskContext& context) {
    MethodDecorator::beforeTask(context);
    if (context.begins) sparse_.begin(context.network);
    if (settings_.dataRemoval) forgetting_.begin(context.task.trainIndices);
}

bool SparCl::removesBefore(int epoch) const {
    const auto& after = settings_.removalEpochs;
    return settings_.dataRemoval && std::find(after.begin(), after.end(), epoch - 1) != after.end();
}

void SparCl::beforeEpoch(const TaskContext& context, int epoch) {
    MethodDecorator::beforeEpoch(context, epoch);
    sparse_.beginEpoch(epoch, static_cast<int>(context.epochs), context.random["weight masks"]);
    if (!removesBefore(epoch)) return;
    const std::int64_t dropped = removedSamples(settings_.removalShare, context.task.trainIndices.size(0));
    forgetting_.dropEasiest(dropped, context.random["data removal"]);
}

torch::Tensor SparCl::epochIndices(const TaskContext& context) const {
    const torch::Tensor all = MethodDecorator::epochIndices(context);
    const bool dropped = settings_.dataRemoval && forgetting_.indices().size(0) < all.size(0);
    return dropped ? forgetting_.indices() : all;
}

std::int64_t SparCl::samplesOfEpoch(std::int64_t samples, std::int64_t epoch) const {
    if (!settings_.dataRemoval) return MethodDecorator::samplesOfEpoch(samples, epoch);
    return samplesLeft(settings_.removalShare, settings_.removalEpochs, samples, epoch);
}

void SparCl::beforeStep(const torch::Tensor& inputs, const StepRows& rows) {
    MethodDecorator::beforeStep(inputs, rows);
    sparse_.beginStep();
}

torch::Tensor SparCl::loss(const torch::Tensor& logits, const StepRows& rows) {
    if (settings_.dataRemoval && rows.indices.defined()) {
        at::NoGradGuard noGradient;
        const torch::Tensor& labels = rows.stream.labels;
        const torch::Tensor scores = mask_.apply(logits.slice(0, 0, rows.stream.count()), labels);
        forgetting_.note(rows.indices, scores.argmax(1).eq(labels));
    }
    return MethodDecorator::loss(logits, rows);
}

void SparCl::adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) {
    MethodDecorator::adjustGradient(parameter, gradient);
    sparse_.adjustGradient(parameter, gradient);
}

void SparCl::afterUpdate(const NamedTensor& parameter) {
    MethodDecorator::afterUpdate(parameter);
    sparse_.afterUpdate(parameter);
}

void SparCl::compact(const NamedTensor& parameter) {
    MethodDecorator::compact(parameter);
    sparse_.compact(parameter);
}

void SparCl::expand(const NamedTensor& parameter) {
    sparse_.expand(parameter);
    MethodDecorator::expand(parameter);
}

void SparCl::save(StateArchive& archive) const {
    MethodDecorator::save(archive);
    sparse_.save(archive.part("masks"));
    if (settings_.dataRemoval) forgetting_.save(archive.part("forgetting"));
}

void SparCl::restore(const StateArchive& archive) {
    MethodDecorator::restore(archive);
    restoreOwn(archive);
}

void SparCl::takeOver(const StateArchive& archive) {
    MethodDecorator::takeOver(archive);
    restoreOwn(archive);
}

void SparCl::restoreOwn(const StateArchive& archive) {
    sparse_.restore(archive.part("masks"));
    if (settings_.dataRemoval) forgetting_.restore(archive.part("forgetting"));
}

} // namespace lightcl
