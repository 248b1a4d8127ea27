#include "profiling/block_pool.h"

#include "support/catch.h"

#include <cstring>
#include <random>

using namespace lightcl;

namespace {

constexpr std::size_t kMega = std::size_t{1} << 20;

char* bytesOf(const BlockPool::Block& block) {
    return static_cast<char*>(block.start);
}

} // namespace

TEST_CASE("A block that was given back serves the next takers, whole or in parts") {
    BlockPool pool(0);
    const BlockPool::Block whole = pool.take(3 * kMega);
    REQUIRE(whole.start);
    pool.give(whole);
    CHECK(pool.keptBytes() == 3 * kMega);
    const BlockPool::Block first = pool.take(2 * kMega);
    const BlockPool::Block second = pool.take(kMega - 1000);
    CHECK(first.start == whole.start);
    CHECK(second.start == bytesOf(whole) + 2 * kMega);
    CHECK(second.bytes == kMega);
    CHECK(pool.keptBytes() == 0);
    pool.give(first);
    pool.give(second); // the parts are one again
    const BlockPool::Block again = pool.take(3 * kMega);
    CHECK(again.start == whole.start);
    pool.give(again);
}

TEST_CASE("Taken and kept memory together never exceed the most that was taken, but for what may be spared") {
    for (const std::size_t spare : {std::size_t{0}, kMega}) {
        BlockPool pool(spare);
        const BlockPool::Block three = pool.take(3 * kMega);
        const BlockPool::Block five = pool.take(5 * kMega);
        pool.give(three);
        const BlockPool::Block four = pool.take(4 * kMega); // made of the three and one or two new ones
        CHECK(pool.takenBytes() == 9 * kMega);
        CHECK(pool.keptBytes() == spare);
        pool.give(five);
        const BlockPool::Block seven = pool.take(kMega * 7);
        CHECK(pool.mostTakenBytes() == 11 * kMega);
        CHECK(pool.keptBytes() == spare);
        pool.give(four);
        pool.give(seven);
        CHECK(pool.keptBytes() == 11 * kMega + spare);
    }
}

TEST_CASE("Blocks are memory of their own, however they are taken and given") {
    BlockPool pool(kMega);
    std::mt19937 random(1);
    std::vector<std::pair<BlockPool::Block, char>> taken;
    const auto holds = [](const BlockPool::Block& block, char value) {
        const char* bytes = bytesOf(block);
        for (std::size_t at = 0; at < block.bytes; at += 4096) {
            if (bytes[at] != value) return false;
        }
        return bytes[block.bytes - 1] == value;
    };
    for (int round = 0; round < 600; ++round) {
        if (taken.size() > 12 || (!taken.empty() && random() % 2 == 0)) {
            const std::size_t place = random() % taken.size();
            CHECK(holds(taken[place].first, taken[place].second));
            pool.give(taken[place].first);
            taken.erase(taken.begin() + static_cast<std::ptrdiff_t>(place));
        } else {
            const BlockPool::Block block = pool.take(1 + random() % (2 * kMega));
            REQUIRE(block.start);
            const char value = static_cast<char>(round);
            std::memset(block.start, value, block.bytes);
            taken.emplace_back(block, value);
        }
        CHECK(pool.takenBytes() + pool.keptBytes() <= pool.mostTakenBytes() + kMega);
    }
    for (const auto& [block, value] : taken) {
        CHECK(holds(block, value));
        pool.give(block);
    }
    CHECK(pool.takenBytes() == 0);
}

TEST_CASE("A block that the system does not have is none") {
    BlockPool pool;
    const BlockPool::Block kept = pool.take(kMega);
    pool.give(kept);
    CHECK(pool.take(std::size_t{1} << 60).start == nullptr);
    CHECK(pool.takenBytes() == 0);
    CHECK(pool.keptBytes() == 0); // all was given back, to make room
    CHECK(pool.mostTakenBytes() == kMega);
}

TEST_CASE("Within a limit pages of kept pieces move where new ones would be mapped") {
    BlockPool pool(8 * kMega);
    pool.setLimit(4 * kMega + 777); // pages move whole all the same
    const BlockPool::Block first = pool.take(2 * kMega);
    const BlockPool::Block second = pool.take(2 * kMega);
    REQUIRE(first.start);
    std::memset(first.start, 1, first.bytes);
    pool.give(first);
    const BlockPool::Block larger = pool.take(2 * kMega + 1); // no kept piece is large enough
    REQUIRE(larger.start);
    std::memset(larger.start, 2, larger.bytes); // also where pages moved to
    std::memset(second.start, 3, second.bytes);
    CHECK(bytesOf(larger)[0] == 2);
    CHECK(bytesOf(larger)[larger.bytes - 1] == 2);
    CHECK(pool.takenBytes() + pool.keptBytes() <= 4 * kMega + (std::size_t{64} << 10));
    pool.give(second);
    pool.give(larger);
    pool.giveBackAllKept();
    CHECK(pool.keptBytes() == 0);
}
