#pragma once

#include "figures/layer_grid.h"
#include "plots/metric_info.h"
#include "plots/plot.h"

#include <QTimer>
#include <optional>

namespace lightcl {

/// Draws a LayerGrid: layers from top to bottom, columns grouped by task, a legend scale at the right; cells without a
/// value are hatched, zeros that have no place on the scale are grey. The pointer or the arrow keys choose a cell, a
/// click or Enter picks it; a double click shows everything.
class HeatmapPlot : public Plot {
    Q_OBJECT
public:
    explicit HeatmapPlot(QWidget* parent = nullptr);

    /// Shows the grid; the zoom stays unless the plot follows its data. `logarithmic` counts for metrics whose own
    /// scale is.
    void show(LayerGrid grid, const MetricInfo& metric, bool logarithmic);
    [[nodiscard]] const LayerGrid& grid() const { return grid_; }
    /// Marks a layer's row; none removes the mark.
    void setPinnedRow(std::optional<std::size_t> row);
    [[nodiscard]] const ColorScale& colors() const { return colors_; }
    [[nodiscard]] std::optional<Cell> currentCell() const { return current_; }
    /// The middle of a cell in pixels.
    [[nodiscard]] QPointF pixelOf(Cell cell) const;

signals:
    void cellChanged(); ///< currentCell() is another or none now
    void cellPicked(lightcl::Cell cell);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

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
    void paintGround(QCPPainter& painter) const;
    void paintZeros(QCPPainter& painter) const;
    void paintLines(QCPPainter& painter) const;
    void paintMarks(QCPPainter& painter) const;
    [[nodiscard]] QRectF pixelRect(Cell first, Cell last) const;
    [[nodiscard]] double cellWidth() const;
    [[nodiscard]] double cellHeight() const;

    LayerGrid grid_;
    ColorScale colors_;
    QCPColorMap* map_;
    QCPColorScale* scale_;
    std::optional<Cell> current_;
    std::optional<std::size_t> pinned_;
    QPointF pressed_;
    Cell clicked_;
    QTimer click_; ///< runs while a click may still become a double click
    bool doubleClicked_ = false;
};

} // namespace lightcl
