#pragma once

#include "plots/color_map.h"
#include "plots/heatmap_grid.h"
#include "plots/metric_info.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws a HeatmapGrid: layers from top to bottom, columns grouped by task, a legend scale at the right; cells without
/// a value are hatched. The pointer or the arrow keys choose a cell, a click or Enter picks it.
class HeatmapPlot : public Plot {
    Q_OBJECT
public:
    explicit HeatmapPlot(QWidget* parent = nullptr);

    /// Shows the grid; the zoom stays unless the plot follows its data. `logarithmic` is ignored for bounded metrics.
    void show(HeatmapGrid grid, const MetricInfo& metric, bool logarithmic);
    [[nodiscard]] const HeatmapGrid& grid() const { return grid_; }
    /// Marks a layer's row; none removes the mark.
    void setPinnedRow(std::optional<std::size_t> row);
    [[nodiscard]] std::optional<Cell> currentCell() const { return current_; }
    /// The middle of a cell in pixels.
    [[nodiscard]] QPointF pixelOf(Cell cell) const;

signals:
    void cellChanged(); ///< currentCell() is another or none now
    void cellPicked(lightcl::Cell cell);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void buildAxes();
    void buildMarks();
    void connectKeys();
    void fillMap();
    void setScale(const MetricInfo& metric, bool logarithmic);
    void showAll();
    void setCurrent(std::optional<Cell> cell);
    void stepCurrent(int dx, int dy);
    void recolor();
    void labelAxes();
    bool labelColumns();
    bool labelRows();
    void paintHatch(QCPPainter& painter) const;
    void paintLines(QCPPainter& painter) const;
    void paintMarks(QCPPainter& painter) const;
    [[nodiscard]] QRectF pixelRect(Cell first, Cell last) const;
    [[nodiscard]] double cellWidth() const;
    [[nodiscard]] double cellHeight() const;

    HeatmapGrid grid_;
    QCPColorMap* map_;
    QCPColorScale* scale_;
    std::optional<Cell> current_;
    std::optional<std::size_t> pinned_;
    double smallest_ = 0; ///< what values of zero and below are drawn as on a logarithmic scale
    QPointF pressed_;
};

} // namespace lightcl
