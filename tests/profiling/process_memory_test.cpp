#include "profiling/process_memory.h"

#include "data/mapped_file.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <cstring>
#include <string>
#include <sys/mman.h>

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
        // Pages that are new: what the heap has had before may still be resident.
        void* own = ::mmap(nullptr, 64 * kMiB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        REQUIRE(own != MAP_FAILED);
        std::memset(own, 1, 64 * kMiB);
        const ResidentBytes with = residentBytes();
        CHECK(with.anonymous - before.anonymous > 60 * kMiB);
        CHECK(with.fileBacked - before.fileBacked < 8 * kMiB);
        ::munmap(own, 64 * kMiB);
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
