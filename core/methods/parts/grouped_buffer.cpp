#include "methods/parts/grouped_buffer.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lightcl {

void GroupedBuffer::add(const BufferedRows& group) {
    rows_ = rows_.followedBy(group);
    sizes_.push_back(group.count());
}

void GroupedBuffer::shrink(std::int64_t each) {
    std::vector<std::int64_t> kept;
    std::int64_t first = 0;
    for (std::int64_t& size : sizes_) {
        const std::int64_t left = std::min(size, each);
        for (std::int64_t row = 0; row < left; ++row) kept.push_back(first + row);
        first += size;
        size = left;
    }
    if (std::cmp_less(kept.size(), rows_.count())) rows_ = rows_.at(torch::tensor(kept, torch::kInt64));
}

BufferedRows GroupedBuffer::drawRows(std::int64_t count, RandomStream& random) const {
    const std::int64_t size = rows_.count();
    if (size == 0) return {};
    return rows_.at(torch::tensor(random.choose(std::min(count, size), size), torch::kInt64));
}

BufferedRows GroupedBuffer::group(std::int64_t index) const {
    const std::int64_t first = std::accumulate(sizes_.begin(), sizes_.begin() + index, std::int64_t{0});
    return rows_.slice(first, first + sizes_.at(static_cast<std::size_t>(index)));
}

void GroupedBuffer::save(StateArchive archive) const {
    archive.put("group_sizes", torch::tensor(sizes_, torch::kInt64));
    rows_.save(archive);
}

void GroupedBuffer::restore(const StateArchive& archive) {
    rows_ = BufferedRows::restored(archive);
    const torch::Tensor sizes = archive.required("group_sizes");
    sizes_.assign(sizes.data_ptr<std::int64_t>(), sizes.data_ptr<std::int64_t>() + sizes.numel());
}

} // namespace lightcl
