#include "methods/reservoir_buffer.h"

namespace lightcl {

namespace {

torch::Tensor emptyLike(const torch::Tensor& sample, std::int64_t rows) {
    std::vector<std::int64_t> sizes = sample.sizes().vec();
    sizes[0] = rows;
    return torch::zeros(sizes, sample.options());
}

} // namespace

void ReservoirBuffer::add(const Samples& samples, RandomStream& random) {
    if (!samples_.images.defined())
        samples_ = {emptyLike(samples.images, capacity_), emptyLike(samples.labels, capacity_)};
    for (std::int64_t row = 0; row < samples.count(); ++row, ++seen_) {
        const auto slot =
            seen_ < capacity_ ? seen_ : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(seen_) + 1));
        if (slot >= capacity_) continue;
        samples_.images[slot].copy_(samples.images[row]);
        samples_.labels[slot].copy_(samples.labels[row]);
    }
}

Samples ReservoirBuffer::draw(std::int64_t count, RandomStream& random) const {
    if (size() == 0) return {};
    const torch::Tensor chosen = torch::tensor(random.choose(std::min(count, size()), size()), torch::kInt64);
    return {samples_.images.index_select(0, chosen), samples_.labels.index_select(0, chosen)};
}

void ReservoirBuffer::save(StateArchive archive) const {
    archive.put("seen", seen_);
    archive.put("images", samples_.images);
    archive.put("labels", samples_.labels);
}

void ReservoirBuffer::restore(const StateArchive& archive) {
    seen_ = archive.integer("seen");
    samples_ = {archive.tensor("images"), archive.tensor("labels")};
}

} // namespace lightcl
