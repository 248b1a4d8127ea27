#include "profiling/block_pool.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace lightcl {

namespace {

/// Coarser than most systems' pages, so that pieces do not become ever smaller.
std::size_t wholeUnits(std::size_t bytes) {
    constexpr std::size_t kUnit = std::size_t{64} << 10;
    static const std::size_t unit = std::max(kUnit, static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)));
    return (bytes + unit - 1) / unit * unit;
}

/// The first `reserved` bytes are a place for pages that move there: no memory that the process may write, so that it
/// does not have them twice meanwhile, and a limit of the system does not count them.
char* mapped(std::size_t bytes, std::size_t reserved) {
    const int access = reserved > 0 ? PROT_NONE : PROT_READ | PROT_WRITE;
    void* const memory = ::mmap(nullptr, bytes, access, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return nullptr;
    char* const start = static_cast<char*>(memory);
    const std::size_t rest = bytes - reserved;
    if (reserved == 0 || rest == 0 || ::mprotect(start + reserved, rest, PROT_READ | PROT_WRITE) == 0) return start;
    ::munmap(memory, bytes);
    return nullptr;
}

/// Gives pages back to the system and has new ones elsewhere.
void replacePages(char* from, char* to, std::size_t bytes) {
    ::munmap(from, bytes);
    constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
    if (::mmap(to, bytes, PROT_READ | PROT_WRITE, kFlags, -1, 0) == MAP_FAILED) throw std::bad_alloc();
}

} // namespace

BlockPool::BlockPool(std::size_t spare) : spare_(wholeUnits(spare)) {}

BlockPool::~BlockPool() {
    giveBackAllKept();
}

void BlockPool::setLimit(std::size_t bytes) {
    const std::size_t unit = wholeUnits(1); // pages move whole
    limit_ = bytes / unit * unit;
}

void BlockPool::giveBackAllKept() {
    for (const auto& [start, bytes] : kept_) {
        splitMapping(start);
        splitMapping(start + bytes);
        mappings_.erase(mappings_.lower_bound(start), mappings_.lower_bound(start + bytes));
        ::munmap(start, bytes);
    }
    kept_.clear();
    keptBytes_ = 0;
}

BlockPool::Block BlockPool::take(std::size_t bytes) {
    bytes = wholeUnits(bytes);
    // Every piece that was moved is a mapping of its own, of which the system allows 65,530.
    constexpr std::size_t kMostMappings = 16'384;
    if (mappings_.size() > kMostMappings) giveBackAllKept();
    char* start = fromKept(bytes);
    if (!start) {
        const std::size_t usual = std::max(most_, taken_ + bytes) + spare_;
        const std::size_t limit = std::max(std::min(usual, limit_), taken_ + bytes);
        const std::size_t wanted = taken_ + keptBytes_ + bytes;
        start = assembled(bytes, wanted > limit ? wanted - limit : 0);
    }
    if (!start) {
        giveBackAllKept();
        start = assembled(bytes, 0);
    }
    if (!start) return {};
    taken_ += bytes;
    most_ = std::max(most_, taken_);
    return {start, bytes};
}

char* BlockPool::fromKept(std::size_t bytes) {
    auto best = kept_.end();
    for (auto piece = kept_.begin(); piece != kept_.end(); ++piece) {
        if (piece->second >= bytes && (best == kept_.end() || piece->second < best->second)) best = piece;
    }
    if (best == kept_.end()) return nullptr;
    char* const start = best->first;
    unkeep(best, bytes);
    return start;
}

char* BlockPool::assembled(std::size_t bytes, std::size_t moved) {
    char* const start = mapped(bytes, moved);
    if (!start) return nullptr;
    mappings_[start] = bytes;
    for (std::size_t filled = 0; filled < moved;) {
        const auto largest = std::max_element(kept_.begin(), kept_.end(),
                                              [](const auto& a, const auto& b) { return a.second < b.second; });
        char* const from = largest->first;
        const std::size_t part = std::min(largest->second, moved - filled);
        unkeep(largest, part);
        movePages(from, start + filled, part);
        filled += part;
    }
    return start;
}

void BlockPool::movePages(char* from, char* to, std::size_t bytes) {
    splitMapping(from);
    splitMapping(from + bytes);
    splitMapping(to);
    splitMapping(to + bytes);
    mappings_.erase(to);
    for (auto mapping = mappings_.find(from); bytes > 0;) {
        const std::size_t part = mapping->second;
#ifdef __linux__
        const bool isMoved = ::mremap(from, part, part, MREMAP_MAYMOVE | MREMAP_FIXED, to) != MAP_FAILED;
#else
        const bool isMoved = false;
#endif
        if (!isMoved) replacePages(from, to, part);
        mappings_[to] = part;
        mapping = mappings_.erase(mapping);
        from += part;
        to += part;
        bytes -= part;
    }
}

void BlockPool::splitMapping(char* at) {
    auto mapping = mappings_.upper_bound(at);
    if (mapping == mappings_.begin()) return;
    --mapping;
    const std::size_t before = static_cast<std::size_t>(at - mapping->first);
    if (before == 0 || before >= mapping->second) return;
    mappings_[at] = mapping->second - before;
    mapping->second = before;
}

void BlockPool::give(const Block& block) {
    taken_ -= block.bytes;
    keep(static_cast<char*>(block.start), block.bytes);
}

void BlockPool::keep(char* start, std::size_t bytes) {
    keptBytes_ += bytes;
    auto next = kept_.lower_bound(start);
    if (next != kept_.end() && start + bytes == next->first) {
        bytes += next->second;
        next = kept_.erase(next);
    }
    if (next != kept_.begin()) {
        const auto previous = std::prev(next);
        if (previous->first + previous->second == start) {
            previous->second += bytes;
            return;
        }
    }
    kept_[start] = bytes;
}

void BlockPool::unkeep(Pieces::iterator piece, std::size_t bytes) {
    char* const start = piece->first;
    const std::size_t left = piece->second - bytes;
    kept_.erase(piece);
    keptBytes_ -= bytes;
    if (left > 0) kept_[start + bytes] = left;
}

} // namespace lightcl
