#pragma once

#include <cstddef>
#include <limits>
#include <map>

namespace lightcl {

/// Large blocks of memory that are taken and given back over and over, in much the same sizes. What was given back is
/// kept and serves the next takers, whole or in parts. Never do taken and kept memory together exceed the most that has
/// been taken at once by more than a little: where no kept piece is large enough, a new block is mapped and the pages
/// of kept pieces are moved into it. So the program's resident memory is what its peak needs, and hardly a page is
/// asked of the system, and cleared by it, twice. Not thread-safe.
class BlockPool {
public:
    struct Block {
        void* start = nullptr; ///< aligned to a page; null when the system has no memory left
        std::size_t bytes = 0; ///< what was asked for, rounded up to 64 KiB (or to a page, where that is more)
    };

    static constexpr std::size_t kSpare = std::size_t{8} << 20; ///< enough for most steps to find all they need

    /// `spare`: the bytes beyond the most that was taken that may be kept.
    explicit BlockPool(std::size_t spare = kSpare);
    ~BlockPool();
    BlockPool(const BlockPool&) = delete;
    BlockPool& operator=(const BlockPool&) = delete;

    /// Throws std::bad_alloc when the system fails while it moves pages.
    [[nodiscard]] Block take(std::size_t bytes);
    void give(const Block& block);

    /// Taken and kept memory together are no more than this, as far as what is taken allows: pages of kept pieces move
    /// where new ones would be mapped.
    void setLimit(std::size_t bytes);
    /// Gives all that is kept back to the system.
    void giveBackAllKept();

    [[nodiscard]] std::size_t takenBytes() const { return taken_; }
    [[nodiscard]] std::size_t keptBytes() const { return keptBytes_; }
    [[nodiscard]] std::size_t mostTakenBytes() const { return most_; }

private:
    using Pieces = std::map<char*, std::size_t>; ///< bytes by start

    /// Of the smallest kept piece that is large enough; null if there is none.
    [[nodiscard]] char* fromKept(std::size_t bytes);
    /// A new mapping, whose first `moved` bytes are pages of kept pieces, the largest first.
    [[nodiscard]] char* assembled(std::size_t bytes, std::size_t moved);
    void movePages(char* from, char* to, std::size_t bytes);
    void keep(char* start, std::size_t bytes);
    void unkeep(Pieces::iterator piece, std::size_t bytes);
    /// Sees to it that a mapping begins here.
    void splitMapping(char* at);

    std::size_t spare_;
    Pieces kept_;     ///< no two of them touch
    Pieces mappings_; ///< of the system, all: the system moves pages of one of them at a time
    std::size_t keptBytes_ = 0;
    std::size_t taken_ = 0;
    std::size_t most_ = 0;
    std::size_t limit_ = std::numeric_limits<std::size_t>::max(); ///< of whole units, or none
};

} // namespace lightcl
