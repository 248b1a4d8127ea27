#pragma once

#include "figures/drawn_runs.h"
#include "figures/pgfplots.h"
#include "figures/statistics.h"
#include "runs/run_figure.h"
#include "text/table.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A method and setting in a trade-off, over its seeds.
struct TradeoffPoint {
    std::string label;
    std::vector<RunId> runs;
    Color color;
    MeanSd x, y; ///< in the figures' stored units
    bool onFront = false;
};

/// What one figure costs of another: groups of finished runs by their means, and which of them no other one beats in
/// both.
struct Tradeoff {
    const RunFigure* x = nullptr;
    const RunFigure* y = nullptr;
    std::vector<TradeoffPoint> points; ///< in order of each group's first run
    std::vector<std::size_t> front;    ///< points that are not dominated, in order of x
    std::vector<std::string> notes;    ///< what was left out, a sentence each

    /// Whether between two neighbours of the front the first one, of the smaller x, is what can be had: where less of x
    /// is better.
    [[nodiscard]] bool firstHolds() const { return x == nullptr || x->better != Better::Higher; }
};

/// A figure's title on an axis, with its unit: "class-IL, %", "measured memory, MiB".
std::string axisTitle(const RunFigure& figure);

/// Groups as runGroups() has them. Runs that are not finished, or lack one of the figures, are left out and told of.
Tradeoff tradeoff(const std::vector<DrawnRun>& runs, const RunFigure& x, const RunFigure& y);

/// "3 of 5 are on the front: SGD, ER, LightCL."; with a budget in bytes also which of them fit it, where one of the
/// figures is of bytes.
std::string tradeoffSentence(const Tradeoff& tradeoff, std::int64_t budgetBytes);

/// The groups with both figures' mean, deviation and count, and whether they are on the front.
Table tradeoffTable(const Tradeoff& tradeoff);

/// For LaTeX, in the units that are shown.
PgfScatter tradeoffScatter(const Tradeoff& tradeoff, std::int64_t budgetBytes);

} // namespace lightcl
