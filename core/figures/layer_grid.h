#pragma once

#include "catalog/layer_metric.h"
#include "figures/color.h"
#include "runs/layer_metrics.h"
#include "text/table.h"

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

    [[nodiscard]] const std::string& metric() const { return metric_; }
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
    [[nodiscard]] Table toTable() const;

private:
    std::string metric_;
    std::vector<std::string> layers_;
    std::vector<RunPosition> columns_;
    std::vector<double> values_; ///< row by row
};

/// Every n-th row has a label where all of them, so high, would touch.
std::size_t labelledRowStep(double labelHeight, double rowHeight);

/// From which value to which a grid is coloured, and how; made from the metric's scale and the grid's values.
struct ColorScale {
    bool logarithmic = false;
    double lower = 0;
    double upper = 1;
    /// Zero (and less) has a colour of its own, kZeroRgb: on a logarithmic scale, or when nothing else was measured.
    bool marksZeros = false;
    bool allZero = false; ///< every value is zero: there is no scale to show

    /// Whether the value has the zeros' colour.
    [[nodiscard]] bool isZero(double value) const { return value <= 0 && (logarithmic || allZero); }
    /// In [0,1].
    [[nodiscard]] double position(double value) const;
};

/// `logarithmic` is the reader's wish; it counts for metrics whose own scale is logarithmic.
ColorScale colorScale(const LayerGrid& grid, const MetricScale& scale, bool logarithmic);

/// The title of a figure of a run's grids, side by side on logarithmic scales where the metrics have such, and its
/// caption: each metric's definition, and what the greys mean.
inline constexpr const char* kLayerMetricsTitle = "Layer metrics";
std::string layerMetricsCaption(const std::vector<LayerGrid>& grids);

/// Told apart from every colour of the maps, from paper and from a dark window.
inline constexpr std::uint32_t kZeroRgb = 0x9A9A9A;
/// The two colours of a metric that is 0 or 1.
inline constexpr std::array<std::uint32_t, 2> kYesNoRgb = {0xE8D48A, 0x2F5D9E};

} // namespace lightcl
