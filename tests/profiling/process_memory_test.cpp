#include "profiling/process_memory.h"

#include "data/mapped_file.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <numeric>
#include <vector>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr std::int64_t kMiB = 1 << 20;

} // namespace

TEST_CASE("Resident memory tells a process's own from what stands for files", "[profiling]") {
    const ResidentBytes before = residentBytes();
    REQUIRE(before.anonymous > 0);
    CHECK(before.total() <= peakResidentBytes() + kMiB);
    {
        const std::vector<char> own(64 * kMiB, 1);
        const ResidentBytes with = residentBytes();
        CHECK(with.anonymous - before.anonymous > 60 * kMiB);
        CHECK(with.fileBacked - before.fileBacked < 8 * kMiB);
        CHECK(std::accumulate(own.begin(), own.begin() + 10, 0) == 10);
    }
    const TemporaryFolder folder;
    writeBytes(folder / "mapped", std::string(64 * kMiB, 'x'));
    const ResidentBytes earlier = residentBytes();
    const auto file = MappedFile::open(folder / "mapped");
    REQUIRE(file.has_value());
    std::int64_t sum = 0;
    for (std::size_t at = 0; at < file->bytes().size(); at += 4096) sum += static_cast<std::int64_t>(file->bytes()[at]);
    CHECK(sum == 64 * kMiB / 4096 * 'x');
    const ResidentBytes after = residentBytes();
    CHECK(after.fileBacked - earlier.fileBacked > 60 * kMiB);
    CHECK(after.anonymous - earlier.anonymous < 8 * kMiB);
}
