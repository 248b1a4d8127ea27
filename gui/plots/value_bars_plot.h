#pragma once

#include "figures/value_bars.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws ValueBars: bars over an axis of numbers in the colours of their kinds, and the outline as a line over them.
/// The pointer or the arrow keys choose a bar.
class ValueBarsPlot : public Plot {
    Q_OBJECT
public:
    explicit ValueBarsPlot(QWidget* parent = nullptr);

    void show(ValueBars bars);
    [[nodiscard]] const ValueBars& bars() const { return bars_; }
    [[nodiscard]] std::optional<std::size_t> currentBar() const { return current_; }
    /// The middle of a bar's foot, in pixels.
    [[nodiscard]] QPointF pixelOf(std::size_t bar) const;

signals:
    void barChanged(); ///< currentBar() is another or none now

private:
    void fill();
    void fillLegend();
    void setCurrent(std::optional<std::size_t> bar);
    void step(int dx);
    [[nodiscard]] QRectF boxOf(std::size_t bar) const;
    void paintBars(QCPPainter& painter) const;
    void paintOutline(QCPPainter& painter) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] QColor colorOf(std::size_t kind) const;
    [[nodiscard]] std::optional<std::size_t> barAt(QPointF pos) const;

    ValueBars bars_;
    std::optional<std::size_t> current_;
};

} // namespace lightcl
