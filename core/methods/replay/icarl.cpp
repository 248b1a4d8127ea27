#include "methods/replay/icarl.h"

#include "methods/parts/task_passes.h"
#include "methods/replay/herding.h"
#include "networks/features.h"
#include "networks/network_state.h"

#include <iterator>
#include <limits>

namespace lightcl {

std::unique_ptr<Method> ICarl::make(const Ingredients& in) {
    return std::make_unique<ICarl>(iCarlSettings(in.parameters, in.training.batchSize));
}

torch::Tensor ICarl::scaled(const torch::Tensor& vectors) const {
    if (!settings_.normalise) return vectors;
    constexpr double smallestNorm = 1e-12;
    return vectors / vectors.norm(2, 1, true).clamp_min(smallestNorm);
}

torch::Tensor ICarl::featuresOf(Network& network, const torch::Tensor& inputs) const {
    return scaled(headFeatures(network, inputs));
}

void ICarl::beforeTask(const TaskContext& /*context*/) {
    means_.reset();
}

void ICarl::beforeEpoch(const TaskContext& context, int /*epoch*/) {
    seen_ = torch::tensor(context.scenario.seenClasses(context.task.number), torch::kInt64);
    past_ = torch::tensor(context.scenario.seenClasses(context.task.number - 1), torch::kInt64);
    step_ = 0;
    steps_ = (context.task.trainIndices.size(0) + context.batchSize - 1) / context.batchSize;
    order_ = torch::tensor(context.random["exemplar order"].permutation(exemplars_.rows().count()), torch::kInt64);
}

Samples ICarl::replay(const Samples& /*stream*/, RandomStreams& random) {
    if (settings_.rehearsal == Rehearsal::Draw) {
        return exemplars_.drawRows(settings_.replaySize, random["replay"]).samples;
    }
    const std::int64_t first = step_ * order_.size(0) / steps_;
    const std::int64_t last = ++step_ * order_.size(0) / steps_;
    return first < last ? exemplars_.rows().at(order_.slice(0, first, last)).samples : Samples{};
}

void ICarl::beforeStep(const torch::Tensor& inputs, const StepRows& /*rows*/) {
    if (!old_) return;
    const at::NoGradGuard noGradient;
    oldOutputs_ = old_->forward(inputs, NormMode::Evaluation).sigmoid_();
}

torch::Tensor ICarl::loss(const torch::Tensor& logits, const StepRows& rows) {
    torch::Tensor targets = torch::one_hot(rows.labels, logits.size(1)).to(logits.scalar_type());
    if (old_) targets.index_copy_(1, past_, oldOutputs_.index_select(1, past_));
    oldOutputs_.reset();
    return torch::binary_cross_entropy_with_logits(logits.index_select(1, seen_), targets.index_select(1, seen_));
}

void ICarl::afterTask(const TaskContext& context) {
    const std::int64_t each = settings_.bufferSize / seen_.size(0);
    exemplars_.shrink(each);
    addExemplars(context, each);
    old_ = context.network.clone();
    findMeans(context);
}

/// One class after the other: the features of all of a task's samples can weigh many times what its training needs.
void ICarl::addExemplars(const TaskContext& context, std::int64_t each) {
    for (const std::int64_t label : context.task.classes) {
        const torch::Tensor places =
            context.scenario.trainLabels(context.task.trainIndices).eq(label).nonzero().flatten();
        const torch::Tensor indices = context.task.trainIndices.index_select(0, places);
        const torch::Tensor chosen = herded(featuresOfSamples(context, indices), each);
        exemplars_.add({context.scenario.trainSamples(indices.index_select(0, chosen)), {}});
    }
}

torch::Tensor ICarl::featuresOfSamples(const TaskContext& context, const torch::Tensor& indices) const {
    torch::Tensor features;
    std::int64_t first = 0;
    for (const torch::Tensor& batch : indices.split(context.batchSize)) {
        const torch::Tensor part =
            forwardInBatches(context, context.scenario.trainSamples(batch).images,
                             [&](const torch::Tensor& inputs) { return featuresOf(context.network, inputs); });
        if (!features.defined()) features = torch::empty({indices.size(0), part.size(1)}, part.options());
        features.narrow(0, first, part.size(0)).copy_(part);
        first += part.size(0);
    }
    return features;
}

void ICarl::findMeans(const TaskContext& context) {
    std::vector<torch::Tensor> means;
    for (std::int64_t group = 0; group < exemplars_.groupCount(); ++group) {
        const torch::Tensor images = exemplars_.group(group).samples.images;
        means.push_back(forwardInBatches(context, images, [&](const torch::Tensor& inputs) {
                            return featuresOf(context.network, inputs);
                        }).mean(0));
    }
    means_ = scaled(torch::stack(means));
}

torch::Tensor ICarl::evaluate(Network& network, const torch::Tensor& inputs, const Task& task, std::size_t firstStage) {
    if (!means_.defined()) return Method::evaluate(network, inputs, task, firstStage);
    const torch::Tensor features = featuresOf(network, inputs);
    // -‖f - μ‖² without ‖f‖², which is the same for all classes.
    const torch::Tensor scores = 2 * features.mm(means_.t()) - means_.square().sum(1);
    const std::int64_t classes = network.spec().classes;
    return torch::full({inputs.size(0), classes}, -std::numeric_limits<float>::infinity())
        .index_copy_(1, seen_, scores);
}

void ICarl::save(StateArchive& archive) const {
    exemplars_.save(archive.part("buffer"));
    if (old_) saveNetwork(*old_, archive.part("old"));
    archive.put("means", means_);
    archive.put("seen", seen_);
}

void ICarl::restore(const StateArchive& archive) {
    exemplars_.restore(archive.part("buffer"));
    old_ = restoredNetwork(archive.part("old"), *network_);
    means_ = archive.tensor("means");
    seen_ = archive.tensor("seen");
}

} // namespace lightcl
