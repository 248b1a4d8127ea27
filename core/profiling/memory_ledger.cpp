#include "profiling/memory_ledger.h"

namespace lightcl {

void MemoryLedger::reportMemoryUsage(void* block, int64_t bytes, ReportedTotal /*totalAllocated*/,
                                     ReportedTotal /*totalReserved*/, c10::Device /*device*/) {
    record(block, bytes);
}

void MemoryLedger::record(void* address, int64_t bytes) {
    ++events_;
    const auto key = reinterpret_cast<std::uintptr_t>(address);
    if (key == 0) return;
    // A release; or, before an allocation, one that went unseen.
    if (BlockTable::Block* block = blocks_.find(key)) {
        live_[block->category] -= block->bytes;
        if (block->category != MemoryCategory::Measuring) liveTotal_ -= block->bytes;
        blocks_.erase(block);
    }
    if (bytes <= 0) return;
    blocks_.insert({key, bytes, events_, category_});
    live_[category_] += bytes;
    if (category_ == MemoryCategory::Measuring) return;
    liveTotal_ += bytes;
    if (!paused_ && liveTotal_ > peakTotal_) notePeak();
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
    block->category = category;
}

} // namespace lightcl
