#include "methods/parts/recorded_logits.h"

#include <algorithm>

namespace lightcl {

void RecordedLogits::record(const TaskContext& context, const torch::Tensor& classes) {
    at::NoGradGuard noGradient;
    indices_ = std::get<0>(context.task.trainIndices.sort());
    logits_ = torch::Tensor();
    // No more rows at a time than a step has: its peak is the run's.
    for (std::int64_t first = 0; first < indices_.size(0); first += context.batchSize) {
        const torch::Tensor part = indices_.slice(0, first, std::min(indices_.size(0), first + context.batchSize));
        const torch::Tensor inputs = context.scenario.inputsOf(context.scenario.trainSamples(part).images);
        const torch::Tensor answers = context.network.forward(inputs, NormMode::Evaluation).index_select(1, classes);
        if (!logits_.defined()) logits_ = answers.new_empty({indices_.size(0), classes.size(0)});
        logits_.slice(0, first, first + part.size(0)).copy_(answers);
    }
}

torch::Tensor RecordedLogits::of(const torch::Tensor& indices) const {
    return logits_.index_select(0, torch::searchsorted(indices_, indices));
}

void RecordedLogits::save(StateArchive archive) const {
    archive.put("indices", indices_);
    archive.put("logits", logits_);
}

void RecordedLogits::restore(const StateArchive& archive) {
    indices_ = archive.tensor("indices");
    logits_ = archive.tensor("logits");
}

} // namespace lightcl
