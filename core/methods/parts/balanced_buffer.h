#pragma once

#include "base/random_stream.h"
#include "methods/parts/buffered_rows.h"

#include <map>

namespace lightcl {

/// GDumb's greedy balanced sampler (Prabhu, Torr & Dokania 2020, algorithm 1): with capacity k and the set Y of classes
/// seen so far, a sample is taken if its class is new or has fewer than k / |Y| samples. If the buffer is full, a
/// random sample of the largest class (a random one of those where several are) makes room.
class BalancedBuffer {
public:
    explicit BalancedBuffer(std::int64_t capacity) : capacity_(capacity) {}

    /// Offers each sample in order.
    void add(const Samples& samples, RandomStream& random);
    /// The samples held, sharing the buffer's memory.
    [[nodiscard]] Samples samples() const { return rows_.slice(0, size_).samples; }

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    [[nodiscard]] bool wants(std::int64_t label) const;
    [[nodiscard]] std::int64_t largestClass(RandomStream& random) const;
    /// The place of a random sample of that class.
    [[nodiscard]] std::int64_t placeOf(std::int64_t label, RandomStream& random) const;

    std::int64_t capacity_;
    std::int64_t size_ = 0;
    BufferedRows rows_;                           ///< of which the first size_ are filled
    std::map<std::int64_t, std::int64_t> counts_; ///< samples held of each class seen
};

} // namespace lightcl
