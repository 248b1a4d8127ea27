#include "methods/parts/balanced_buffer.h"

#include <algorithm>
#include <vector>

namespace lightcl {

namespace {

std::int64_t oneOf(const std::vector<std::int64_t>& values, RandomStream& random) {
    return values[static_cast<std::size_t>(random.below(values.size()))];
}

} // namespace

bool BalancedBuffer::wants(std::int64_t label) const {
    const auto held = counts_.find(label);
    return held == counts_.end() || held->second * static_cast<std::int64_t>(counts_.size()) < capacity_;
}

std::int64_t BalancedBuffer::largestClass(RandomStream& random) const {
    std::int64_t most = 0;
    for (const auto& [label, count] : counts_) most = std::max(most, count);
    std::vector<std::int64_t> largest;
    for (const auto& [label, count] : counts_) {
        if (count == most) largest.push_back(label);
    }
    return oneOf(largest, random);
}

std::int64_t BalancedBuffer::placeOf(std::int64_t label, RandomStream& random) const {
    const auto* labels = rows_.samples.labels.data_ptr<std::int64_t>();
    std::vector<std::int64_t> places;
    for (std::int64_t place = 0; place < size_; ++place) {
        if (labels[place] == label) places.push_back(place);
    }
    return oneOf(places, random);
}

void BalancedBuffer::add(const Samples& samples, RandomStream& random) {
    const BufferedRows offered{samples, {}};
    if (rows_.count() == 0) rows_ = offered.emptyLike(capacity_);
    for (std::int64_t row = 0; row < offered.count(); ++row) {
        const auto label = samples.labels[row].item<std::int64_t>();
        if (!wants(label)) continue;
        std::int64_t place = size_;
        if (size_ < capacity_) {
            ++size_;
        } else {
            const std::int64_t largest = largestClass(random);
            place = placeOf(largest, random);
            --counts_[largest];
        }
        rows_.copyRow(place, offered, row);
        ++counts_[label];
    }
}

void BalancedBuffer::save(StateArchive archive) const {
    std::vector<std::int64_t> seen;
    for (const auto& [label, count] : counts_) seen.push_back(label);
    archive.put("seen", torch::tensor(seen, torch::kInt64));
    archive.put("size", size_);
    rows_.save(archive);
}

void BalancedBuffer::restore(const StateArchive& archive) {
    size_ = archive.integer("size");
    rows_ = BufferedRows::restored(archive);
    // Of another capacity; what is too much in a class makes room when other samples come.
    if (rows_.count() != 0 && rows_.count() != capacity_) {
        size_ = std::min(size_, capacity_);
        rows_ = rows_.resized(size_, capacity_);
    }
    counts_.clear();
    const torch::Tensor seen = archive.required("seen");
    for (std::int64_t i = 0; i < seen.size(0); ++i) {
        const auto label = seen[i].item<std::int64_t>();
        counts_[label] = samples().labels.eq(label).sum().item<std::int64_t>();
    }
}

} // namespace lightcl
