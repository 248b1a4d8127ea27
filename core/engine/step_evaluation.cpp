#include "engine/step_evaluation.h"

#include "base/random_stream.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

torch::Tensor StepEvaluation::imagesOf(int task) {
    const torch::Tensor& all = scenario_->task(task).testIndices;
    std::vector<std::int64_t>& places = places_[task];
    if (places.empty()) {
        const RandomStreams streams(static_cast<std::uint64_t>(seed_));
        RandomStream stream = streams.fresh(fmt::format("evaluated between epochs, task {}", task));
        places = stream.choose(std::min(samples_, all.size(0)), all.size(0));
        std::sort(places.begin(), places.end());
    }
    return all.index_select(0, torch::tensor(places, torch::kInt64));
}

void StepEvaluation::save(StateArchive archive) const {
    if (enabled()) archive.put("step", step_);
}

void StepEvaluation::restore(const StateArchive& archive) {
    if (enabled() && archive.has("step")) step_ = archive.integer("step");
}

} // namespace lightcl
