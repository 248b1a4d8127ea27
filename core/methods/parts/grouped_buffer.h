#pragma once

#include "base/random_stream.h"
#include "methods/parts/buffered_rows.h"

#include <vector>

namespace lightcl {

/// A replay buffer in groups (a task's or a class's samples), each in order of importance, so that a group gives way to
/// others from its end.
class GroupedBuffer {
public:
    /// Appends a group.
    void add(const BufferedRows& group);
    /// Keeps the first `each` rows of every group, and frees the memory of the others.
    void shrink(std::int64_t each);
    /// `count` different rows of all groups together, or all there are when they are fewer.
    [[nodiscard]] BufferedRows drawRows(std::int64_t count, RandomStream& random) const;

    [[nodiscard]] std::int64_t groupCount() const { return static_cast<std::int64_t>(sizes_.size()); }
    /// A group's rows, sharing the buffer's memory.
    [[nodiscard]] BufferedRows group(std::int64_t index) const;
    /// All rows, group after group.
    [[nodiscard]] const BufferedRows& rows() const { return rows_; }

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    BufferedRows rows_;
    std::vector<std::int64_t> sizes_; ///< of each group
};

} // namespace lightcl
