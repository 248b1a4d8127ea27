#pragma once

#include "checkpoint/state_archive.h"
#include "data/samples.h"

namespace lightcl {

/// Samples that a replay buffer holds, with what else a method keeps of each.
struct BufferedRows {
    Samples samples;
    /// [rows, …], what the network made of them, in the type in which it is kept; undefined where nobody asks for it.
    torch::Tensor outputs;

    [[nodiscard]] std::int64_t count() const { return samples.count(); }
    /// Copies of the rows at these places, int64 [n].
    [[nodiscard]] BufferedRows at(const torch::Tensor& places) const;
    /// The rows first … last-1, sharing their memory.
    [[nodiscard]] BufferedRows slice(std::int64_t first, std::int64_t last) const;
    /// These rows and then `more`, in memory of their own.
    [[nodiscard]] BufferedRows followedBy(const BufferedRows& more) const;
    /// Room for `rows` rows like these, all zero.
    [[nodiscard]] BufferedRows emptyLike(std::int64_t rows) const;
    /// Overwrites row `place` with row `row` of `from`.
    void copyRow(std::int64_t place, const BufferedRows& from, std::int64_t row);

    /// Room for so many rows, of which the first are these rows' first `kept`.
    [[nodiscard]] BufferedRows resized(std::int64_t kept, std::int64_t rows) const;
    void save(StateArchive archive) const;
    static BufferedRows restored(const StateArchive& archive);
};

} // namespace lightcl
