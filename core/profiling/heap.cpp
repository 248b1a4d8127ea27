#include "profiling/heap.h"

#include <cstdlib> // defines __GLIBC__
#ifdef __GLIBC__
#include <limits>
#include <malloc.h>
#endif

namespace lightcl {

void keepFreedMemory() {
#ifdef __GLIBC__
    constexpr int kNever = std::numeric_limits<int>::max();
    constexpr int kLargestOfOld = 32 << 20; // all that older releases take
    if (::mallopt(M_MMAP_THRESHOLD, kNever) == 0) ::mallopt(M_MMAP_THRESHOLD, kLargestOfOld);
    ::mallopt(M_TRIM_THRESHOLD, kNever);
#endif
}

void giveBackFreedMemory() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace lightcl
