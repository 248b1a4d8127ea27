#pragma once

#include "figures/layer_grid.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace lightcl {

// Grids of the same metric of several runs, cell by cell. Layers are matched by name, columns by position (by task
// where columns are tasks). Rows are the first grid's, then what others have beside; columns are all there are, in
// order.

/// The grids with the rows and columns of all of them, so that a place means the same in each.
std::vector<LayerGrid> alignedGrids(const std::vector<LayerGrid>& grids);

/// Mean and spread over runs.
struct GridStatistics {
    LayerGrid mean;                  ///< over the runs that have the cell
    LayerGrid deviation;             ///< sample standard deviation (n-1); NaN below two values
    std::vector<std::size_t> counts; ///< runs that have the cell, row by row

    [[nodiscard]] std::size_t countAt(Cell cell) const {
        return counts[cell.row * mean.columns().size() + cell.column];
    }
};

GridStatistics gridStatistics(const std::vector<LayerGrid>& grids);

/// How one group of runs differs from another, cell by cell: the mean of `a` less the mean of `b`.
struct GridDifference {
    GridStatistics a; ///< of the same rows and columns as `difference`
    GridStatistics b;
    LayerGrid difference; ///< NaN where either has no value
    /// The standard deviation of the difference between a run of one group and a run of the other: the root of the sum
    /// of both groups' variances; a group of one run adds none. NaN where no group has two.
    LayerGrid spread;

    /// Whether the difference is no larger than the spread: one that runs of other seeds would show by chance.
    [[nodiscard]] bool isWithinSpread(Cell cell) const;
};

GridDifference gridDifference(const std::vector<LayerGrid>& a, const std::vector<LayerGrid>& b);

} // namespace lightcl
