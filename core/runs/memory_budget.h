#pragma once

#include "base/error.h"
#include "runs/rows.h"

#include <cstdint>
#include <string>

namespace lightcl {

/// What a run's process may need of its device's memory, as docs/devices.md defines it.
struct MemoryBudget {
    std::int64_t bytes = 0; ///< for the process's own memory
    std::int64_t floor = 0; ///< of it what the process needs beside all tensors of training

    /// What is left for the tensors of training.
    [[nodiscard]] std::int64_t tensorBytes() const { return bytes - floor; }
};

/// The moment at which a run asked for more than its budget.
struct BudgetBreach {
    RunPosition at;               ///< of the step, or the one before the task or epoch began
    std::int64_t step = 0;        ///< of the epoch, from 1; 0: between steps
    std::string doing;            ///< "backward layer3", "preparing the task"
    std::int64_t neededBytes = 0; ///< at least: the floor and the tensors alive with the one that was asked for; 0: the
                                  ///< system refused what no account sees
    bool resident = false; ///< neededBytes is what the process had of its own, not what its tensors would have been
    MemoryBudget budget;
};

/// A run needed more memory than its budget: it fails as it would on the device.
class BudgetError : public Error {
public:
    BudgetError(BudgetBreach breach, const std::string& message) : Error(message), breach_(std::move(breach)) {}
    [[nodiscard]] const BudgetBreach& breach() const { return breach_; }

private:
    BudgetBreach breach_;
};

} // namespace lightcl
