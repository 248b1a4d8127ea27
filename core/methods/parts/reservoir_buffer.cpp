#include "methods/parts/reservoir_buffer.h"

namespace lightcl {

void ReservoirBuffer::addRows(const BufferedRows& rows, RandomStream& random) {
    if (rows_.count() == 0) rows_ = rows.emptyLike(capacity_);
    for (std::int64_t row = 0; row < rows.count(); ++row, ++seen_) {
        const auto slot =
            seen_ < capacity_ ? seen_ : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(seen_) + 1));
        if (slot < capacity_) rows_.copyRow(slot, rows, row);
    }
}

BufferedRows ReservoirBuffer::drawRows(std::int64_t count, RandomStream& random) const {
    if (size() == 0) return {};
    return rows_.at(torch::tensor(random.choose(std::min(count, size()), size()), torch::kInt64));
}

void ReservoirBuffer::save(StateArchive archive) const {
    archive.put("seen", seen_);
    rows_.save(archive);
}

void ReservoirBuffer::restore(const StateArchive& archive) {
    seen_ = archive.integer("seen");
    rows_ = BufferedRows::restored(archive);
    const std::int64_t before = rows_.count();
    if (before == 0 || before == capacity_) return;
    const std::int64_t filled = std::min(seen_, before);
    if (before < capacity_) seen_ = filled;
    rows_ = rows_.resized(std::min(filled, capacity_), capacity_);
}

} // namespace lightcl
