#include "profiling/memory_ledger.h"

#include "base/units.h"

#include <fmt/format.h>
#include <utility>

namespace lightcl {

void MemoryLedger::reportMemoryUsage(void* block, int64_t bytes, ReportedTotal /*totalAllocated*/,
                                     ReportedTotal /*totalReserved*/, c10::Device /*device*/) {
    record(block, bytes);
}

void MemoryLedger::record(void* address, int64_t bytes) {
    ++events_;
    const auto key = reinterpret_cast<std::uintptr_t>(address);
    if (key == 0) return;
    release(key); // also before an allocation: a release may have gone unseen
    if (bytes > 0) allocate(key, bytes);
    if (step_) step_->note(events_, live_);
}

void MemoryLedger::release(std::uintptr_t address) {
    BlockTable::Block* block = blocks_.find(address);
    if (!block) return;
    live_[block->category] -= block->bytes;
    if (block->category != MemoryCategory::Measuring) liveTotal_ -= block->bytes;
    blocks_.erase(block);
}

void MemoryLedger::allocate(std::uintptr_t address, std::int64_t bytes) {
    const bool counts = !paused_ && category_ != MemoryCategory::Measuring;
    if (limit_ > 0 && counts && liveTotal_ + bytes > limit_) refuse(bytes);
    blocks_.insert({address, bytes, events_, category_});
    live_[category_] += bytes;
    if (category_ == MemoryCategory::Measuring) return;
    liveTotal_ += bytes;
    if (!paused_ && liveTotal_ > peakTotal_) notePeak();
}

void MemoryLedger::refuse(std::int64_t bytes) {
    // What unwinding asks for comes after it.
    if (!refusal_) refusal_ = Refusal{liveTotal_ + bytes, phase_};
    throw LimitReached(fmt::format("{}: {} more than the {} of tensors that are allowed", phase_,
                                   formatBytes(liveTotal_ + bytes - limit_), formatBytes(limit_)));
}

void MemoryLedger::notePeak() {
    peakTotal_ = liveTotal_;
    peakEvent_ = events_;
    peak_ = live_;
}

void MemoryLedger::resetPeak() {
    notePeak();
}

void MemoryLedger::pausePeak(bool paused) {
    paused_ = paused;
}

void MemoryLedger::retag(const torch::Tensor& tensor, MemoryCategory category) {
    if (!tensor.defined() || !tensor.has_storage()) return;
    BlockTable::Block* block = blocks_.find(reinterpret_cast<std::uintptr_t>(tensor.storage().data()));
    if (!block || block->category == category) return;
    live_[block->category] -= block->bytes;
    live_[category] += block->bytes;
    if (block->event <= peakEvent_) {
        peak_[block->category] -= block->bytes;
        peak_[category] += block->bytes;
    }
    if (block->category == MemoryCategory::Measuring) liveTotal_ += block->bytes;
    if (category == MemoryCategory::Measuring) liveTotal_ -= block->bytes;
    if (step_) step_->retag(block->event, block->bytes, block->category, category);
    block->category = category;
}

void MemoryLedger::beginStep(std::string phase) {
    phase_ = phase;
    step_.emplace(std::move(phase), events_, live_);
}

void MemoryLedger::enterPhase(std::string phase) {
    phase_ = phase;
    if (step_) step_->enter(std::move(phase), events_, live_);
}

StepRecorder MemoryLedger::endStep() {
    step_.value().note(events_, live_);
    return *std::exchange(step_, std::nullopt);
}

} // namespace lightcl
