#include "profiling/heap.h"

#include "support/catch.h"

#include <algorithm>
#include <cstdlib> // defines __GLIBC__
#include <memory>
#include <sys/resource.h>

using namespace lightcl;

namespace {

long pageFaults() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

/// Pages that the system hands out while so much memory is allocated, written and freed.
long faultsOfUsing(std::size_t bytes) {
    const long before = pageFaults();
    const std::unique_ptr<void, decltype(&std::free)> memory(std::malloc(bytes), &std::free);
    volatile auto* const values = static_cast<char*>(memory.get());
    for (std::size_t at = 0; at < bytes; at += 1024) values[at] = 1;
    return pageFaults() - before;
}

} // namespace

// The address sanitizer brings an allocator of its own.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("Memory that is freed and allocated again is not asked of the system twice") {
    constexpr std::size_t kBytes = std::size_t{48} << 20; // more than the library keeps of its own accord
    keepFreedMemory();
    // Of several blocks that earlier tests left free another one may fit better the second time.
    long fewest = faultsOfUsing(kBytes);
    for (int again = 0; again < 4; ++again) fewest = std::min(fewest, faultsOfUsing(kBytes));
    CHECK(fewest < 100); // of 12,288 pages
}
#endif
