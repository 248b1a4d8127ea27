#include "base/error.h"
#include "base/random_stream.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;

TEST_CASE("A stream is the standard's 64-bit Mersenne twister") {
    RandomStream stream(5489);
    for (int i = 1; i < 10000; ++i) stream.next();
    CHECK(stream.next() == 9981545732273789042ULL); // the value that the C++ standard gives
}

TEST_CASE("Draws are below their bound and reach all of it") {
    RandomStream stream(1);
    std::vector<int> counts(7, 0);
    for (int i = 0; i < 7000; ++i) {
        const std::uint64_t value = stream.below(7);
        REQUIRE(value < 7);
        ++counts[value];
    }
    for (const int count : counts) CHECK(count == Approx(1000).margin(120)); // four standard deviations
    CHECK(stream.below(1) == 0);
    const std::uint64_t huge = (1ULL << 63) + 1;
    for (int i = 0; i < 100; ++i) CHECK(stream.below(huge) < huge);
}

TEST_CASE("A permutation has every number once, a choice none twice") {
    RandomStream stream(4);
    std::vector<std::int64_t> order = stream.permutation(50);
    CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
    std::sort(order.begin(), order.end());
    for (std::int64_t i = 0; i < 50; ++i) CHECK(order[static_cast<std::size_t>(i)] == i);
    CHECK(stream.permutation(0).empty());

    std::vector<int> chosen(10, 0);
    for (int i = 0; i < 3000; ++i) {
        std::vector<std::int64_t> values = stream.choose(3, 10);
        REQUIRE(values.size() == 3);
        for (const std::int64_t value : values) ++chosen.at(static_cast<std::size_t>(value));
        std::sort(values.begin(), values.end());
        REQUIRE(std::unique(values.begin(), values.end()) == values.end());
    }
    for (const int count : chosen) CHECK(count == Approx(900).margin(110));
}

TEST_CASE("A choice of few is the beginning of a permutation") {
    for (const std::int64_t count : {0, 1, 7, 90}) {
        std::vector<std::int64_t> order = RandomStream(6).permutation(100);
        order.resize(static_cast<std::size_t>(count));
        CHECK(RandomStream(6).choose(count, 100) == order);
    }
}

TEST_CASE("A stream goes on from its saved state") {
    RandomStream stream(8);
    for (int i = 0; i < 700; ++i) stream.next();
    const std::string state = stream.state();
    RandomStream other(99);
    other.setState(state);
    for (int i = 0; i < 700; ++i) CHECK(other.next() == stream.next());
    CHECK_THROWS_AS(other.setState("no state"), InputError);
    CHECK_THROWS_AS(other.setState(state.substr(0, state.size() / 2)), InputError);
}

TEST_CASE("Named streams are independent of each other and fixed by seed and name") {
    RandomStreams one(3);
    RandomStreams two(3);
    for (int i = 0; i < 100; ++i) two["shuffle"].next();
    two["other"].next();
    const std::uint64_t first = one["replay"].next();
    CHECK(two["replay"].next() == first);
    CHECK(RandomStreams(4)["replay"].next() != first);
    CHECK(RandomStreams(3)["replaz"].next() != first);
    CHECK(RandomStreams(3 + (1ULL << 32))["replay"].next() != first);
}

TEST_CASE("Named streams keep their first values from release to release") {
    CHECK(RandomStreams(0)["shuffle"].next() == 5116321804810255195ULL);
    CHECK(RandomStreams(1)["initial weights"].next() == 1729488372380399294ULL);
    CHECK(RandomStreams(0)["shuffle"].permutation(8) == std::vector<std::int64_t>{3, 5, 7, 4, 0, 2, 6, 1});
}

TEST_CASE("All streams go on from their saved states, also those that come later") {
    RandomStreams streams(6);
    for (int i = 0; i < 5; ++i) streams["a"].next();
    streams["b"].next();
    RandomStreams restored(6);
    restored.setStates(streams.states());
    CHECK(restored["a"].next() == streams["a"].next());
    CHECK(restored["b"].next() == streams["b"].next());
    CHECK(restored["c"].next() == streams["c"].next());
    CHECK(restored.states() == streams.states());
}
