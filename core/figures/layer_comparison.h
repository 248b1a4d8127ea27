#pragma once

#include "figures/grid_rows.h"
#include "figures/grid_statistics.h"
#include "figures/run_record.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// How the selected runs' layers stand beside each other: one run; several runs or the means of their groups side by
/// side; or how one differs from another.
enum class ComparisonMode { OneRun, Runs, Means, Difference };

struct ComparisonChoice {
    ComparisonMode mode = ComparisonMode::OneRun;
    std::size_t run = 0;   ///< the chosen one of the runs; of a difference: A, or a run of its group
    std::size_t other = 0; ///< of a difference: the place of B in comparedWith()
    std::string metric;
    ColumnKind columns = ColumnKind::Epochs;
};

/// Runs that are shown as one: a run, or a group of seeds.
struct ComparedPart {
    std::string title;
    std::vector<std::size_t> runs;
};

/// What a run can be compared with: the other groups of seeds, or where all the runs are seeds of one the other runs.
std::vector<ComparedPart> comparedWith(const std::vector<const RunRecord*>& runs, std::size_t run);

/// Grids to be drawn side by side, all with the same rows and columns.
struct ComparedGrids {
    std::vector<std::string> titles; ///< empty with one grid
    std::vector<LayerGrid> grids;
    std::vector<GridStatistics> statistics;   ///< of each grid, where it is a mean
    std::optional<GridDifference> difference; ///< where the one grid is one
    std::size_t left = 0;                     ///< parts that there was no room for

    /// Of a difference, row by row: what is within the spread. Else empty.
    [[nodiscard]] std::vector<bool> withinSpread() const;
};

/// The grids of runs, read once and then shown with any rows.
class LayerComparison {
public:
    /// At most this many stand side by side.
    static constexpr std::size_t kMostGrids = 4;

    LayerComparison() = default;
    /// `runs` are the selected ones, which need not live on.
    LayerComparison(const std::vector<const RunRecord*>& runs, ComparisonChoice choice);

    /// The layers that rows are made of, in the chosen run's order, then those that only others have.
    [[nodiscard]] const std::vector<LayerFacts>& layers() const { return layers_; }
    [[nodiscard]] ComparedGrids shown(const std::vector<GridRow>& rows) const;
    [[nodiscard]] const ComparisonChoice& choice() const { return choice_; }

private:
    void align(const std::vector<const RunRecord*>& runs);

    ComparisonChoice choice_;
    std::vector<ComparedPart> parts_;
    std::size_t left_ = 0;
    std::vector<std::vector<LayerGrid>> grids_; ///< of each part's runs, aligned
    std::vector<LayerFacts> layers_;
};

/// A value of a metric for people: a word for one that is 0 or 1, three decimals for one that ends at 1, else three
/// significant digits; "-" when there is none.
std::string layerValueText(std::string_view metric, double value);

/// What a cell of the grids says: "0.612", "0.612 ± 0.034 over 3 runs", "+0.051 = 0.612 - 0.561, spread 0.040".
std::string cellText(const ComparedGrids& grids, std::size_t grid, Cell cell);

} // namespace lightcl
