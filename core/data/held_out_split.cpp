#include "data/held_out_split.h"

#include "spec/held_out.h"

#include <span>
#include <vector>

namespace lightcl {

namespace {

Split select(const Split& split, const std::vector<std::int64_t>& indices) {
    const auto chosen = torch::tensor(indices, torch::kInt64);
    return {split.images.index_select(0, chosen), split.labels.index_select(0, chosen)};
}

} // namespace

Dataset heldOutSplit(const Split& train, std::int64_t classes, double share) {
    const std::span labels(train.labels.data_ptr<std::int64_t>(), static_cast<std::size_t>(train.labels.numel()));
    std::vector<std::int64_t> left(static_cast<std::size_t>(classes));
    for (const auto label : labels) ++left.at(static_cast<std::size_t>(label));
    for (auto& count : left) count -= heldOutOf(count, share);
    std::vector<std::int64_t> kept, heldOut;
    for (std::size_t index = 0; index < labels.size(); ++index) {
        auto& wanted = left[static_cast<std::size_t>(labels[index])];
        (wanted > 0 ? kept : heldOut).push_back(static_cast<std::int64_t>(index));
        if (wanted > 0) --wanted;
    }
    return {select(train, kept), select(train, heldOut)};
}

} // namespace lightcl
