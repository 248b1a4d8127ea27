#include "profiling/block_table.h"

namespace lightcl {

std::size_t BlockTable::home(std::uintptr_t address) const {
    // Addresses are multiples of 64: multiply by the golden ratio and take well-mixed high bits.
    return static_cast<std::size_t>((static_cast<std::uint64_t>(address) * 0x9E3779B97F4A7C15ULL) >> 32) &
           (slots_.size() - 1);
}

BlockTable::Block* BlockTable::find(std::uintptr_t address) {
    for (std::size_t slot = home(address); slots_[slot].address != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        if (slots_[slot].address == address) return &slots_[slot];
    }
    return nullptr;
}

void BlockTable::insert(const Block& block) {
    if (Block* existing = find(block.address)) {
        *existing = block;
        return;
    }
    if (2 * (count_ + 1) > slots_.size()) grow();
    std::size_t slot = home(block.address);
    while (slots_[slot].address != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = block;
    ++count_;
}

void BlockTable::erase(Block* block) {
    const std::size_t mask = slots_.size() - 1;
    auto hole = static_cast<std::size_t>(block - slots_.data());
    for (std::size_t next = (hole + 1) & mask; slots_[next].address != 0; next = (next + 1) & mask) {
        // A block may move into the hole unless its home lies cyclically after the hole.
        const std::size_t distanceFromHome = (next - home(slots_[next].address)) & mask;
        if (distanceFromHome >= ((next - hole) & mask)) {
            slots_[hole] = slots_[next];
            hole = next;
        }
    }
    slots_[hole] = Block{};
    --count_;
}

void BlockTable::grow() {
    std::vector<Block> old(slots_.size() * 2);
    old.swap(slots_);
    count_ = 0;
    for (const Block& block : old) {
        if (block.address != 0) insert(block);
    }
}

} // namespace lightcl
