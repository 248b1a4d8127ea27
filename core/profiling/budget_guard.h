#pragma once

#include "profiling/memory_cap.h"
#include "profiling/memory_ledger.h"
#include "runs/memory_budget.h"

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>

namespace lightcl {

/// Holds a run to its memory budget while it trains: the ledger refuses the allocation with which training's tensors
/// would be more than the budget leaves them, the pool keeps no more than that, what the process has in memory is
/// looked at, and the kernel limits it (MemoryCap). What is measured meanwhile is no part of the budget: the limits are
/// lifted for it.
class BudgetGuard {
public:
    /// Nothing is limited before enforce(). The guard and the ledger are used on one thread.
    BudgetGuard(MemoryBudget budget, std::shared_ptr<MemoryLedger> ledger, MemoryCap cap);
    /// Lifts what it limits.
    ~BudgetGuard();
    BudgetGuard(const BudgetGuard&) = delete;
    BudgetGuard& operator=(const BudgetGuard&) = delete;

    /// From now on.
    void enforce();
    /// Measuring begins, or has ended; nothing happens before enforce().
    void pause();
    void resume();

    /// Throws LimitReached when what the process has in memory of its own, less what is measured, is more than the
    /// budget: libraries ask for memory that no account sees. To be called a few times a second.
    void requireResident();

    [[nodiscard]] const MemoryBudget& budget() const { return budget_; }
    /// The breach that an exception of training is, without its position: one of the ledger, or what was thrown for
    /// want of memory. Nothing for any other.
    [[nodiscard]] std::optional<BudgetBreach> breachOf(const std::exception& error) const;

private:
    MemoryBudget budget_;
    std::shared_ptr<MemoryLedger> ledger_;
    MemoryCap cap_;
    bool enforces_ = false;
    std::int64_t used_ = 0; ///< that requireResident() found too much
};

} // namespace lightcl
