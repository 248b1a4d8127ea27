#include "profiling/tensor_memory.h"

#include "libtorch/torch.h"
#include "profiling/block_pool.h"
#include "profiling/heap.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <new>
#include <utility>

namespace lightcl {

namespace {

constexpr std::size_t kLarge = std::size_t{256} << 10; // smaller ones would waste too much of a block

constexpr bool hasAddressSanitizer() {
#if defined(__SANITIZE_ADDRESS__)
    return true;
#elif defined(__has_feature)
    return __has_feature(address_sanitizer);
#else
    return false;
#endif
}

/// Stands before a tensor's values and is as long as they must be aligned.
struct alignas(64) Header {
    BlockPool::Block block; ///< null: the memory is from the C library
};

class PoolAllocator final : public c10::Allocator {
public:
    // LibTorch's releases differ in whether this is const; the other one is no function of theirs. So nothing here says
    // that it overrides.
    c10::DataPtr allocate(std::size_t bytes) const { // NOLINT(modernize-use-override)
        c10::DataPtr none(nullptr, c10::Device(c10::DeviceType::CPU));
        if (bytes == 0) return none;
        Header* const header = only().headerFor(bytes + sizeof(Header));
        void* const values = header + 1;
        // Before it is reported: a ledger with a limit may refuse it.
        c10::DataPtr data(values, values, &release, none.device());
        c10::profiledCPUMemoryReporter().New(values, bytes);
        return data;
    }
    c10::DataPtr allocate(std::size_t bytes) { // NOLINT(modernize-use-override)
        return std::as_const(*this).allocate(bytes);
    }
    void copy_data(void* to, const void* from,
                   std::size_t bytes) const { // of LibTorch 2 NOLINT(modernize-use-override)
        std::memcpy(to, from, bytes);
    }
    c10::DeleterFnPtr raw_deleter() const { return &release; } // NOLINT(modernize-use-override)

    /// LibTorch frees with a plain function, and that to the very end of a program: there is one, and it stays.
    static PoolAllocator& only() {
        static auto* const allocator = new PoolAllocator;
        return *allocator;
    }

    void limit(std::size_t bytes) {
        const std::lock_guard lock(mutex_);
        pool_.setLimit(bytes);
    }
    void giveBackAllKept() {
        const std::lock_guard lock(mutex_);
        pool_.giveBackAllKept();
    }

private:
    PoolAllocator() = default;

    Header* headerFor(std::size_t bytes) {
        BlockPool::Block block;
        if (bytes >= kLarge) {
            const std::lock_guard lock(mutex_);
            block = pool_.take(bytes);
        }
        // What the system refuses, LibTorch's own allocator refuses with its message.
        return new (block.start ? block.start : c10::alloc_cpu(bytes)) Header{block};
    }

    static void release(void* values) {
        if (!values) return;
        c10::profiledCPUMemoryReporter().Delete(values);
        Header* const header = static_cast<Header*>(values) - 1;
        if (!header->block.start) return c10::free_cpu(header);
        const std::lock_guard lock(only().mutex_);
        only().pool_.give(header->block);
    }

    std::mutex mutex_;
    BlockPool pool_;
};

} // namespace

void poolTensorMemory() {
    if (hasAddressSanitizer()) return;
    keepFreedMemory();
    c10::SetCPUAllocator(&PoolAllocator::only(), 1);
}

void limitPooledMemory(std::int64_t bytes) {
    PoolAllocator::only().limit(static_cast<std::size_t>(std::max<std::int64_t>(bytes, 0)));
}

void releaseUnusedMemory() {
    PoolAllocator::only().giveBackAllKept();
    giveBackFreedMemory();
}

} // namespace lightcl
