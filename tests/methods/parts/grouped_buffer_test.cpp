#include "engine/engine_fixture.h"
#include "methods/parts/grouped_buffer.h"
#include "methods/replay/replay_fixture.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Samples whose output is their number.
BufferedRows numberedRows(std::int64_t first, std::int64_t count) {
    const Samples samples = numbered(first, count);
    return {samples, samples.labels.to(torch::kFloat32).unsqueeze(1)};
}

} // namespace

TEST_CASE("Groups give up their last rows") {
    GroupedBuffer buffer;
    buffer.add(numberedRows(0, 5));
    buffer.add(numberedRows(10, 2));
    buffer.add(numberedRows(20, 4));
    buffer.shrink(3);
    CHECK(labelsOf(buffer.rows().samples) == std::vector<std::int64_t>{0, 1, 2, 10, 11, 20, 21, 22});
    CHECK(labelsOf(buffer.group(1).samples) == std::vector<std::int64_t>{10, 11});
    CHECK(labelsOf(buffer.group(2).samples) == std::vector<std::int64_t>{20, 21, 22});
    CHECK(torch::equal(buffer.rows().outputs.flatten().to(torch::kInt64), buffer.rows().samples.labels));
    CHECK(buffer.rows().samples.images.storage().nbytes() == 8); // the others' memory is free
    buffer.shrink(5);
    CHECK(buffer.rows().count() == 8);
}

TEST_CASE("A draw from groups takes rows of all, none twice") {
    RandomStream random(4);
    GroupedBuffer buffer;
    CHECK(buffer.drawRows(3, random).count() == 0);
    buffer.add(numberedRows(0, 5));
    buffer.add(numberedRows(5, 5));
    const BufferedRows drawn = buffer.drawRows(8, random);
    std::vector<std::int64_t> labels = labelsOf(drawn.samples);
    std::sort(labels.begin(), labels.end());
    CHECK(labels.size() == 8);
    CHECK(std::unique(labels.begin(), labels.end()) == labels.end());
    CHECK(torch::equal(drawn.outputs.flatten().to(torch::kInt64), drawn.samples.labels));
    CHECK(buffer.drawRows(80, random).count() == 10);
}

TEST_CASE("Groups are saved, none as well as some") {
    for (const std::int64_t groups : {0, 2}) {
        GroupedBuffer buffer;
        for (std::int64_t group = 0; group < groups; ++group) buffer.add(numberedRows(10 * group, 3 + group));
        TensorFile file;
        buffer.save(StateArchive(file, "b/"));
        file = asRead(file);
        GroupedBuffer other;
        other.restore(StateArchive(file, "b/"));
        REQUIRE(other.groupCount() == groups);
        CHECK(other.rows().count() == buffer.rows().count());
        if (groups > 0) CHECK(labelsOf(other.group(1).samples) == labelsOf(buffer.group(1).samples));
    }
}
