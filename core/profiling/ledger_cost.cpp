#include "profiling/ledger_cost.h"

#include "profiling/memory_ledger.h"

#include <algorithm>
#include <chrono>

namespace lightcl {

namespace {

constexpr int kRounds = 5;
constexpr int kAllocations = 500;

/// Stands in for a caller's recording, so that plain allocations can be timed inside one.
class NoLedger final : public c10::MemoryReportingInfoBase {
public:
    void reportMemoryUsage(void*, int64_t, ReportedTotal, ReportedTotal, c10::Device) override {}
    [[nodiscard]] bool memoryProfilingEnabled() const override { return false; }
};

double secondsForAllocations() {
    c10::Allocator* allocator = c10::GetAllocator(c10::DeviceType::CPU);
    double best = 1;
    for (int round = 0; round < kRounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < kAllocations; ++i) const c10::DataPtr block = allocator->allocate(256);
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

} // namespace

double ledgerSecondsPerEvent() {
    double plain = 0;
    {
        const c10::DebugInfoGuard none(c10::DebugInfoKind::PROFILER_STATE, std::make_shared<NoLedger>());
        plain = secondsForAllocations();
    }
    const MemoryRecording recording(std::make_shared<MemoryLedger>());
    return std::max(0.0, secondsForAllocations() - plain) / (2 * kAllocations);
}

} // namespace lightcl
