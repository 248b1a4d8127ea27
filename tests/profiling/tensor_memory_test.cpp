#include "libtorch/torch.h"
#include "profiling/tensor_memory.h"

#include "profiling/memory_ledger.h"
#include "support/catch.h"

using namespace lightcl;

// The address sanitizer keeps its own allocator.
#ifndef __SANITIZE_ADDRESS__
namespace {

/// The pool for its lifetime; tensors that it made may outlive it.
class Pooled {
public:
    Pooled() : before_(c10::GetCPUAllocator()) { poolTensorMemory(); }
    ~Pooled() { c10::SetCPUAllocator(before_, 1); }
    Pooled(const Pooled&) = delete;
    Pooled& operator=(const Pooled&) = delete;

private:
    c10::Allocator* before_;
};

} // namespace

TEST_CASE("Pooled tensors are aligned, and a ledger sees their bytes as ever") {
    const Pooled pooled;
    const auto ledger = std::make_shared<MemoryLedger>();
    const MemoryRecording recording(ledger);
    for (const std::int64_t values : {1, 1000, 1'000'000}) {
        CAPTURE(values);
        const std::int64_t before = ledger->live().total();
        torch::Tensor tensor = torch::ones({values});
        CHECK(reinterpret_cast<std::uintptr_t>(tensor.data_ptr()) % 64 == 0);
        CHECK(ledger->live().total() - before == 4 * values);
        CHECK(tensor.sum().item<double>() == static_cast<double>(values));
        tensor.reset();
        CHECK(ledger->live().total() == before);
    }
    const torch::Tensor empty = torch::empty({0});
    CHECK(empty.numel() == 0);
}

TEST_CASE("Pooled memory is used again") {
    const Pooled pooled;
    torch::Tensor first = torch::empty({1'000'000});
    const void* const place = first.data_ptr();
    first.reset();
    CHECK(torch::empty({1'000'000}).data_ptr() == place);
}

TEST_CASE("What a ledger refuses is given back to the pool") {
    const Pooled pooled;
    torch::Tensor first = torch::empty({1'000'000});
    const void* const place = first.data_ptr();
    const auto ledger = std::make_shared<MemoryLedger>();
    first.reset();
    const MemoryRecording recording(ledger);
    ledger->setLimit(1000);
    CHECK_THROWS_AS(torch::empty({1'000'000}), LimitReached);
    CHECK(ledger->live().total() == 0);
    ledger->setLimit(0);
    CHECK(torch::empty({1'000'000}).data_ptr() == place);
}

TEST_CASE("What the system does not have is refused with LibTorch's message") {
    const Pooled pooled;
    CHECK_THROWS_AS(torch::empty({std::int64_t{1} << 55}), c10::Error);
}
#endif
