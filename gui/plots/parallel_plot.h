#pragma once

#include "compare/parallel_axes.h"
#include "plots/plot.h"

#include <optional>
#include <vector>

namespace lightcl {

/// Draws runs as lines across parallel axes. Dragging along an axis keeps the runs that lie there, the others turn
/// pale; a click on what was dragged lets it go. The pointer, or the arrow keys (left and right from axis to axis, up
/// and down from run to run), choose a run; a click, Enter or space picks it, B keeps the runs with its value on the
/// chosen axis.
class ParallelPlot : public Plot {
    Q_OBJECT
public:
    explicit ParallelPlot(QWidget* parent = nullptr);

    /// What is kept stays so while the axes are the same.
    void show(ParallelAxes axes);
    [[nodiscard]] const ParallelAxes& axes() const { return axes_; }
    [[nodiscard]] const std::vector<AxisBrush>& brushes() const { return brushes_; }
    void clearBrushes();
    [[nodiscard]] std::optional<std::size_t> currentRun() const { return run_; }
    [[nodiscard]] std::size_t currentAxis() const { return axis_; }
    /// Where a run crosses an axis, in pixels.
    [[nodiscard]] QPointF pixelOf(std::size_t run, std::size_t axis) const;

signals:
    void runChanged();     ///< currentRun(), or the axis with it, is another or none now
    void brushesChanged(); ///< other runs are kept
    void runPicked(RunId run);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setCurrent(std::optional<std::size_t> run, std::size_t axis);
    void setBrush(std::size_t axis, std::optional<std::pair<double, double>> part);
    void step(int dx, int dy);
    void brushCurrent();
    [[nodiscard]] const AxisBrush* brushOf(std::size_t axis) const;
    [[nodiscard]] QRectF field() const; ///< from the first axis to the last, and from their feet to their heads
    [[nodiscard]] double xOf(std::size_t axis) const;
    [[nodiscard]] double columnWidth() const;
    [[nodiscard]] double placeAt(double y) const;
    [[nodiscard]] std::optional<std::size_t> axisAt(QPointF pos) const;
    [[nodiscard]] std::optional<std::size_t> runNear(QPointF pos) const;
    [[nodiscard]] QPolygonF lineOf(std::size_t run) const;
    void paintLines(QCPPainter& painter) const;
    void paintAxes(QCPPainter& painter) const;
    void paintTexts(QCPPainter& painter, std::size_t axis) const;
    void paintTitle(QCPPainter& painter, std::size_t axis) const;
    void paintMark(QCPPainter& painter) const;

    ParallelAxes axes_;
    std::vector<AxisBrush> brushes_; ///< at most one an axis
    std::optional<std::size_t> run_;
    std::size_t axis_ = 0;
    std::optional<QPointF> pressed_;
    std::optional<std::size_t> dragged_; ///< the axis along which the pointer is dragged
};

} // namespace lightcl
