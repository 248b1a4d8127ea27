#include "methods/structure/forgetting_counter.h"

#include <algorithm>
#include <limits>

namespace lightcl {

void ForgettingCounter::begin(const torch::Tensor& indices) {
    indices_ = std::get<0>(indices.sort());
    events_ = torch::zeros({indices.size(0)}, torch::kInt32);
    wasRight_ = torch::zeros({indices.size(0)}, torch::kBool);
    everRight_ = torch::zeros({indices.size(0)}, torch::kBool);
}

void ForgettingCounter::note(const torch::Tensor& indices, const torch::Tensor& right) {
    const torch::Tensor places = torch::searchsorted(indices_, indices);
    const torch::Tensor forgotten = wasRight_.index_select(0, places).logical_and_(right.logical_not());
    events_.index_add_(0, places, forgotten.to(torch::kInt32));
    wasRight_.index_copy_(0, places, right);
    everRight_.index_copy_(0, places, everRight_.index_select(0, places).logical_or_(right));
}

torch::Tensor ForgettingCounter::difficulty() const {
    return events_.masked_fill(everRight_.logical_not(), std::numeric_limits<std::int32_t>::max());
}

void ForgettingCounter::dropEasiest(std::int64_t count, RandomStream& random) {
    const std::int64_t examples = indices_.size(0);
    const torch::Tensor shuffled = torch::tensor(random.permutation(examples), torch::kInt64);
    const torch::Tensor order = std::get<1>(difficulty().index_select(0, shuffled).sort(/*stable=*/true, 0, false));
    const torch::Tensor left = order.slice(0, std::min(count, examples - 1));
    begin(indices_.index_select(0, shuffled.index_select(0, left)));
}

void ForgettingCounter::save(StateArchive archive) const {
    archive.put("indices", indices_);
    archive.put("events", events_);
    archive.put("was_right", wasRight_);
    archive.put("ever_right", everRight_);
}

void ForgettingCounter::restore(const StateArchive& archive) {
    indices_ = archive.tensor("indices");
    events_ = archive.tensor("events");
    wasRight_ = archive.tensor("was_right");
    everRight_ = archive.tensor("ever_right");
}

} // namespace lightcl
