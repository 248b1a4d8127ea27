#pragma once

#include "methods/method.h"
#include "methods/parts/buffered_rows.h"

#include <algorithm>

namespace lightcl {

/// A replay buffer filled by reservoir sampling (Vitter 1985): the n-th sample seen (from 0) goes to slot n while n <
/// B, else to slot r, drawn uniformly from {0, …, n}, if r < B. So each sample seen so far is kept with the same
/// probability. Images are kept as uint8.
class ReservoirBuffer {
public:
    explicit ReservoirBuffer(std::int64_t capacity) : capacity_(capacity) {}

    /// Offers each row in order; either all rows that it is ever offered have outputs, or none has.
    void addRows(const BufferedRows& rows, RandomStream& random);
    void add(const Samples& samples, RandomStream& random) { addRows({samples, {}}, random); }
    /// `count` different rows, or all there are when they are fewer.
    [[nodiscard]] BufferedRows drawRows(std::int64_t count, RandomStream& random) const;
    [[nodiscard]] Samples draw(std::int64_t count, RandomStream& random) const {
        return drawRows(count, random).samples;
    }

    [[nodiscard]] std::int64_t size() const { return std::min(seen_, capacity_); }
    [[nodiscard]] std::int64_t capacity() const { return capacity_; }
    [[nodiscard]] std::int64_t seen() const { return seen_; }
    /// Of these rows the first size() are filled.
    [[nodiscard]] const BufferedRows& rows() const { return rows_; }
    [[nodiscard]] const Samples& samples() const { return rows_.samples; }

    void save(StateArchive archive) const;
    /// Of another capacity, too: a smaller buffer keeps the first rows, which are as random as any; a larger one holds
    /// what there is and is filled by what comes next.
    void restore(const StateArchive& archive);

private:
    std::int64_t capacity_;
    std::int64_t seen_ = 0;
    BufferedRows rows_;
};

} // namespace lightcl
