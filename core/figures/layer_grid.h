#pragma once

#include "catalog/layer_metric.h"
#include "runs/layer_metrics.h"
#include "text/table.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// What a column of the grid is: every measured epoch, or each task at its last measured epoch.
enum class ColumnKind { Epochs, Tasks };

/// A place in the grid.
struct Cell {
    std::size_t row = 0;
    std::size_t column = 0;
    bool operator==(const Cell&) const = default;
};

/// One metric as a grid: layers (rows, index 0 first) x positions (columns in order). A value not measured is NaN.
class LayerGrid {
public:
    LayerGrid() = default;
    /// The columns are those of all the metrics that were measured, so that the grids of a run have the same.
    LayerGrid(const LayerMetrics& measured, const std::string& metric, ColumnKind kind);
    /// Of values made otherwise, row by row.
    LayerGrid(std::string metric, ColumnKind kind, std::vector<std::string> layers, std::vector<RunPosition> columns,
              std::vector<double> values);

    [[nodiscard]] const std::string& metric() const { return metric_; }
    [[nodiscard]] ColumnKind kind() const { return kind_; }
    [[nodiscard]] const std::vector<std::string>& layers() const { return layers_; }
    [[nodiscard]] const std::vector<RunPosition>& columns() const { return columns_; }
    /// Row by row.
    [[nodiscard]] const std::vector<double>& values() const { return values_; }
    [[nodiscard]] bool empty() const { return layers_.empty() || columns_.empty(); }
    [[nodiscard]] double at(Cell cell) const { return values_[cell.row * columns_.size() + cell.column]; }
    [[nodiscard]] bool hasValues() const;

    /// Smallest and largest value; none without values. `positiveOnly` leaves out zero and below (for logarithms).
    [[nodiscard]] std::optional<std::pair<double, double>> range(bool positiveOnly = false) const;
    /// The cell that contains the point (x in columns, y in rows, cell i reaching from i - 0.5 to i + 0.5); none
    /// outside.
    [[nodiscard]] std::optional<Cell> cellAt(double x, double y) const;
    /// The cell so many columns and rows away, kept inside the grid.
    [[nodiscard]] Cell moved(Cell from, int dx, int dy) const;
    /// The column of that position (of that task, where columns are tasks); nothing without one.
    [[nodiscard]] std::optional<std::size_t> columnOf(RunPosition position) const;

    /// Columns layer_index, layer, task, epoch, metric, value; cells without a value are left out.
    [[nodiscard]] Table toTable() const;

private:
    std::string metric_;
    ColumnKind kind_ = ColumnKind::Epochs;
    std::vector<std::string> layers_;
    std::vector<RunPosition> columns_;
    std::vector<double> values_;
};

/// The last column that is not after the moment, the first when all are; none in an empty grid.
std::optional<std::size_t> columnAt(const LayerGrid& grid, RunPosition moment);

/// Every n-th row has a label where all of them, so high, would touch.
std::size_t labelledRowStep(double labelHeight, double rowHeight);

} // namespace lightcl
