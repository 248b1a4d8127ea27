#pragma once

#include "cost/freeze_line.h"
#include "figures/run_record.h"
#include "text/table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// What a freeze line would cost a run, beside what the run itself does.
struct FreezeReadout {
    std::string summary; ///< one line: up to where, the bytes, the budget
    /// Columns: what; this run (with its own line; "-" where that is not known); with the line. Bytes by category and
    /// in all, operations, time and trainable parameters. Times are scaled from the run's own by predicted operations.
    Table table;
    std::string budget; ///< one line: whether the line fits; empty without a budget
};

/// `costs` are freezeLineCosts() of the run, `line` the first stage that stays trainable, `own` the run's own line
/// (ownFreezeLine()), `budget` in bytes, 0 for none.
FreezeReadout freezeReadout(const RunRecord& run, const std::vector<FreezeLineCost>& costs, std::size_t line,
                            std::optional<std::size_t> own, std::int64_t budget);

/// One line for a run whose method has no line: which methods have.
std::string noFreezeLine(const RunRecord& run);

/// Seconds of training a step in the run's last task that has losses and times; nothing where it has none.
std::optional<double> secondsPerStep(const RunRecord& run);

} // namespace lightcl
