#include "rules/prepared_batches.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("A group of batches fills half a MiB and no more") {
    // 784 pixels: 784 + 4 * 784 + 8 = 3,928 bytes a sample, 39,280 a batch of ten, of which 13 fit.
    const Shape digit{1, 28, 28};
    CHECK(preparedBytes(digit, true) == 3928);
    CHECK(preparedBytes(digit, false) == 792);
    const PreparedBatches small = preparedBatches(MemoryMode::Fast, digit, 10, 12000);
    CHECK(small.groupRows == 130);
    CHECK(small.groups == 2);
    CHECK(small.rows() == 260);
}

TEST_CASE("A group has a whole batch, however large it is") {
    const PreparedBatches large = preparedBatches(MemoryMode::Balanced, {3, 64, 64}, 32, 5000);
    CHECK(large.groupRows == 32);
    CHECK(large.groups == 2);
}

TEST_CASE("A group has no more samples than the epoch") {
    const PreparedBatches one = preparedBatches(MemoryMode::Fast, {1, 28, 28}, 10, 57);
    CHECK(one.groupRows == 57);
    CHECK(one.groups == 1);
}

TEST_CASE("Nothing lies ready where memory is short, or for a single batch") {
    CHECK(preparedBatches(MemoryMode::Low, {3, 32, 32}, 32, 5000).rows() == 0);
    CHECK(preparedBatches(MemoryMode::Fast, {3, 32, 32}, 32, 32).rows() == 0);
}
