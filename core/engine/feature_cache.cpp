#include "engine/feature_cache.h"

#include "engine/scratch_tensor.h"

#include <algorithm>

namespace lightcl {

void FeatureCache::begin(const torch::Tensor& indices) {
    clear();
    views_.resize(static_cast<std::size_t>(settings_.views));
    indices_ = std::get<0>(indices.sort());
}

void FeatureCache::clear() {
    views_.clear();
    heldBytes_ = 0;
    indices_.reset();
}

torch::Tensor FeatureCache::roomFor(const torch::Tensor& packed) {
    const std::int64_t bytes = indices_.size(0) * packed.size(1) * packed.element_size();
    if (heldBytes_ + bytes > settings_.memoryBytes) {
        return scratchTensor({indices_.size(0), packed.size(1)}, packed.scalar_type());
    }
    heldBytes_ += bytes;
    return torch::empty({indices_.size(0), packed.size(1)}, packed.options());
}

void FeatureCache::fill(std::int64_t view, std::int64_t rowsAtATime, const Compute& compute) {
    torch::Tensor rows;
    for (std::int64_t first = 0; first < indices_.size(0); first += rowsAtATime) {
        const std::int64_t end = std::min(indices_.size(0), first + rowsAtATime);
        const torch::Tensor features = compute(indices_.slice(0, first, end));
        const torch::Tensor packed = codec_.packed(features);
        if (!rows.defined()) {
            shape_ = features.sizes().vec();
            rows = roomFor(packed);
        }
        rows.slice(0, first, end).copy_(packed);
    }
    views_.at(static_cast<std::size_t>(view)) = rows;
}

torch::Tensor FeatureCache::at(std::int64_t view, const torch::Tensor& indices) const {
    const torch::Tensor& rows = views_.at(static_cast<std::size_t>(view));
    return codec_.unpacked(rows.index_select(0, torch::searchsorted(indices_, indices)), shape_);
}

} // namespace lightcl
