#pragma once

#include "export/csv.h"
#include "reading/run_data.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// What a column of the heatmap is: every measured epoch, or each task at its last measured epoch.
enum class ColumnKind { Epochs, Tasks };

/// A place in the heatmap.
struct Cell {
    std::size_t row = 0;
    std::size_t column = 0;
    bool operator==(const Cell&) const = default;
};

/// One metric as a grid: layers (rows, index 0 first) x positions (columns in order). A value not measured is NaN.
class HeatmapGrid {
public:
    HeatmapGrid() = default;
    /// The columns are those of all the run's metrics, so that they stay when the metric is switched.
    HeatmapGrid(const RunData& run, const std::string& metric, ColumnKind kind);

    [[nodiscard]] const std::vector<std::string>& layers() const { return layers_; }
    [[nodiscard]] const std::vector<RunPosition>& columns() const { return columns_; }
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

    /// Columns layer_index, layer, task, epoch, metric, value; cells without a value are left out.
    [[nodiscard]] CsvTable toTable() const;

private:
    std::string metric_;
    std::vector<std::string> layers_;
    std::vector<RunPosition> columns_;
    std::vector<double> values_; ///< row by row
};

} // namespace lightcl
