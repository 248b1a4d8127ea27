#include "figures/budget_fit.h"

#include "base/units.h"
#include "figures/memory_bars.h"
#include "figures/run_groups.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

std::vector<BudgetFit> budgetFits(const std::vector<const RunRecord*>& runs, std::int64_t budget) {
    std::vector<BudgetFit> fits;
    for (const RunGroup& group : runGroups(runs)) {
        std::int64_t needs = 0;
        for (const std::size_t run : group.runs) needs = std::max(needs, peakOf(runs[run]->memory, "exact", 0));
        if (needs > 0) fits.push_back({group.label, needs, budget - needs});
    }
    return fits;
}

std::string spareText(std::int64_t spare) {
    return spare >= 0 ? fmt::format("fits, {} to spare", formatBytes(spare))
                      : fmt::format("{} too much", formatBytes(-spare));
}

} // namespace lightcl
