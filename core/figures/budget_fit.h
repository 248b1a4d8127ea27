#pragma once

#include "figures/run_record.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// Whether a method, as it was set, fits a budget: by the largest predicted peak among its runs.
struct BudgetFit {
    std::string label;      ///< the group's, see run_groups.h
    std::int64_t needs = 0; ///< bytes
    std::int64_t spare = 0; ///< of the budget; below 0: what is missing
    [[nodiscard]] bool fits() const { return spare >= 0; }
};

/// The groups of the runs in their order; those without a prediction are left out.
std::vector<BudgetFit> budgetFits(const std::vector<const RunRecord*>& runs, std::int64_t budget);

/// "fits, 50.4 MiB to spare" or "12.1 MiB too much".
std::string spareText(std::int64_t spare);

} // namespace lightcl
