#pragma once

#include "base/memory_category.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lightcl {

/// Living memory blocks by address: open addressing with backward-shift deletion, because the allocator hook looks up a
/// block at every allocation and release of a training step.
class BlockTable {
public:
    struct Block {
        std::uintptr_t address = 0; ///< 0: a free slot
        std::int64_t bytes = 0;
        std::int64_t event = 0; ///< number of the allocation
        MemoryCategory category = MemoryCategory::Workspace;
    };

    BlockTable() : slots_(1024) {}

    /// Adds a block or replaces the one at its address.
    void insert(const Block& block);
    /// The block at the address, or nullptr; valid until the next insert or erase.
    [[nodiscard]] Block* find(std::uintptr_t address);
    void erase(Block* block);
    [[nodiscard]] std::size_t size() const { return count_; }

private:
    [[nodiscard]] std::size_t home(std::uintptr_t address) const;
    void grow();

    std::vector<Block> slots_;
    std::size_t count_ = 0;
};

} // namespace lightcl
