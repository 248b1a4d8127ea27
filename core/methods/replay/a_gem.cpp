#include "methods/replay/a_gem.h"

#include "methods/parts/task_passes.h"

#include <algorithm>

namespace lightcl {

namespace {

/// Sum of the products of all values, in float64; parameters without a gradient count as 0.
double dotProduct(const std::vector<torch::Tensor>& a, const std::vector<torch::Tensor>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!a[i].defined() || !b[i].defined()) continue;
        sum += a[i].flatten().to(torch::kFloat64).dot(b[i].flatten().to(torch::kFloat64)).item<double>();
    }
    return sum;
}

} // namespace

std::unique_ptr<Method> AGem::make(const Ingredients& in) {
    return std::make_unique<AGem>(aGemSettings(in.parameters, in.training.batchSize), in.mask);
}

Samples AGem::reference(RandomStreams& random) {
    return buffer_.drawRows(settings_.replaySize, random["replay"]).samples;
}

void AGem::adjustGradients(std::vector<torch::Tensor>& gradients, const std::vector<torch::Tensor>& reference) {
    if (reference.empty()) return;
    const double conflict = dotProduct(gradients, reference);
    if (conflict >= 0) return;
    const double share = conflict / dotProduct(reference, reference);
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        if (gradients[i].defined() && reference[i].defined()) gradients[i].sub_(reference[i], share);
    }
}

void AGem::afterTask(const TaskContext& context) {
    std::int64_t each = settings_.bufferSize / context.scenario.taskCount();
    if (settings_.oneBatchATask) each = std::min(each, context.batchSize);
    buffer_.add({drawTaskSamples(context, each, context.random["buffer samples"]), {}});
}

void AGem::save(StateArchive& archive) const {
    buffer_.save(archive.part("buffer"));
}

void AGem::restore(const StateArchive& archive) {
    buffer_.restore(archive.part("buffer"));
}

} // namespace lightcl
