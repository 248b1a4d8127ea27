#pragma once

#include "figures/run_record.h"
#include "runs/run_figure.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// What the runs of a table are compared with: one run, or the mean of several.
struct Baseline {
    std::string label;
    std::vector<RunId> runs;
    bool isGroup = false;                              ///< several, or one that stands for a group
    std::map<std::string, double, std::less<>> values; ///< results (runs/run_figure.h) by name, where measured

    [[nodiscard]] std::optional<double> value(std::string_view figure) const;
    [[nodiscard]] bool holds(RunId run) const;
    bool operator==(const Baseline&) const = default;
};

/// A run's figures as they are, or the means over those runs of a group that are finished; at least one run.
Baseline baselineOf(std::string label, const std::vector<const RunRecord*>& runs, bool isGroup);

/// A cell of a table that is compared: the value's difference to the baseline ("+4.1", "-12.3 MiB"); nothing where the
/// baseline has no such figure, or it is no result: the value stays as it is.
std::optional<std::string> baselineCell(const RunFigure& figure, double value, const Baseline& baseline);
/// "54.44: 4.1 points above the baseline ER, seed 0 (50.34), which is better".
std::string baselineHelp(const RunFigure& figure, double value, const Baseline& baseline);

} // namespace lightcl
