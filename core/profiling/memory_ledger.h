#pragma once

#include "base/error.h"
#include "base/memory_category.h"
#include "libtorch/torch.h"
#include "profiling/block_table.h"
#include "profiling/step_recorder.h"

#include <memory>
#include <optional>
#include <string>

namespace lightcl {

/// An allocation that a ledger's limit forbids.
class LimitReached : public Error {
public:
    using Error::Error;
};

/// Keeps account of every tensor byte that LibTorch allocates on this thread (and in its backward passes), by category,
/// while a MemoryRecording is alive. Bytes allocated before are not known to it. Not thread-safe.
class MemoryLedger final : public c10::MemoryReportingInfoBase {
public:
    /// Called by LibTorch: bytes > 0 for an allocation, < 0 for a release.
    void reportMemoryUsage(void* block, int64_t bytes, ReportedTotal totalAllocated, ReportedTotal totalReserved,
                           c10::Device device) override;
    [[nodiscard]] bool memoryProfilingEnabled() const override { return true; }

    /// Bytes alive now.
    [[nodiscard]] const MemoryBreakdown& live() const { return live_; }
    /// Bytes by category at the moment when total() was largest since resetPeak().
    [[nodiscard]] const MemoryBreakdown& peak() const { return peak_; }
    void resetPeak();
    /// While paused, allocations count as live but set no peak (evaluation, layer metrics).
    void pausePeak(bool paused);

    [[nodiscard]] MemoryCategory category() const { return category_; }
    void setCategory(MemoryCategory category) { category_ = category; }
    /// Books a living tensor's storage under another category, in the peak as well if it was alive then.
    void retag(const torch::Tensor& tensor, MemoryCategory category);

    /// Allocations and releases seen so far: what the account itself costs is proportional to it.
    [[nodiscard]] std::int64_t events() const { return events_; }

    /// From now on an allocation that would make total() larger than this throws LimitReached, unless the peak is
    /// paused or it is booked as measuring; 0: any is allowed. The block is no part of the account then: its allocator
    /// frees it (tensor_memory.h does).
    void setLimit(std::int64_t bytes) { limit_ = bytes; }
    /// The first allocation that was refused: what total() would have been, and the phase it was in.
    struct Refusal {
        std::int64_t total = 0;
        std::string phase;
    };
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }

    /// Whether anybody wants to know what is done: a step is recorded, or there is a limit.
    [[nodiscard]] bool wantsPhases() const { return step_.has_value() || limit_ > 0; }
    [[nodiscard]] const std::string& phase() const { return phase_; }

    /// Records the step that begins now with this phase, until endStep(). Nothing is recorded otherwise.
    void beginStep(std::string phase);
    [[nodiscard]] bool recordsStep() const { return step_.has_value(); }
    /// What is done from now on; it is recorded when a step is.
    void enterPhase(std::string phase);
    /// The step that was begun; throws std::bad_optional_access when none was.
    StepRecorder endStep();

private:
    void record(void* block, int64_t bytes);
    void allocate(std::uintptr_t address, std::int64_t bytes);
    void release(std::uintptr_t address);
    void notePeak();
    [[noreturn]] void refuse(std::int64_t bytes);

    BlockTable blocks_;
    MemoryBreakdown live_;
    MemoryBreakdown peak_;
    std::int64_t liveTotal_ = 0;
    std::int64_t peakTotal_ = 0;
    std::int64_t events_ = 0;
    std::int64_t peakEvent_ = 0;
    MemoryCategory category_ = MemoryCategory::Workspace;
    bool paused_ = false;
    std::int64_t limit_ = 0;
    std::optional<Refusal> refusal_;
    std::string phase_;
    std::optional<StepRecorder> step_;
};

/// Directs this thread's allocations to a ledger for its lifetime.
class MemoryRecording {
public:
    explicit MemoryRecording(const std::shared_ptr<MemoryLedger>& ledger)
        : guard_(c10::DebugInfoKind::PROFILER_STATE, ledger) {}

private:
    c10::DebugInfoGuard guard_;
};

/// Books what is allocated during its lifetime under a category. A null ledger makes it a no-op.
class MemoryScope {
public:
    MemoryScope(MemoryLedger* ledger, MemoryCategory category) : ledger_(ledger) {
        if (!ledger_) return;
        previous_ = ledger_->category();
        ledger_->setCategory(category);
    }
    ~MemoryScope() {
        if (ledger_) ledger_->setCategory(previous_);
    }
    MemoryScope(const MemoryScope&) = delete;
    MemoryScope& operator=(const MemoryScope&) = delete;

private:
    MemoryLedger* ledger_;
    MemoryCategory previous_ = MemoryCategory::Workspace;
};

} // namespace lightcl
