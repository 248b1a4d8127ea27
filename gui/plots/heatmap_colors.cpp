// The colours of HeatmapPlot: its scale and its cells.
#include "plots/color_map.h"
#include "plots/heatmap_plot.h"
#include "plots/log_ticks.h"
#include "plots/text_ticks.h"

#include <QSharedPointer>
#include <cmath>
#include <limits>

namespace lightcl {

void HeatmapPlot::recolor() {
    styleAxis(*scale_->axis());
    for (const auto& pane : panes_) {
        for (auto* axis : pane.rect->axes()) {
            styleAxis(*axis);
            axis->setBasePen(Qt::NoPen);
            axis->setTickPen(axis == pane.x ? QPen(theme().axis, 1) : QPen(Qt::NoPen));
        }
    }
    if (hasMap())
        for (auto* axis : map_->axes()) axis->setBasePen(Qt::NoPen);
}

QColor HeatmapPlot::colorOf(double value) const {
    const auto& colors = content_.colors;
    if (colors.isZero(value)) return QColor::fromRgb(kZeroRgb);
    const double position = colors.position(value);
    if (content_.metric.isYesNo() && !colors.diverging) return QColor::fromRgb(kYesNoRgb[position < 0.5 ? 0 : 1]);
    return toQColor(paletteColor(content_.palette, position));
}

void HeatmapPlot::setScale() {
    const auto& colors = content_.colors;
    const auto& metric = content_.metric;
    const bool yesNo = metric.isYesNo() && !colors.diverging;
    auto gradient = ColorMap([palette = content_.palette](double at) { return paletteColor(palette, at); }).gradient();
    if (yesNo) {
        gradient.setColorStops({{0, QColor::fromRgb(kYesNoRgb[0])}, {1, QColor::fromRgb(kYesNoRgb[1])}});
        gradient.setLevelCount(2);
    }
    if (colors.allZero) gradient.setColorStops({{0, QColor::fromRgb(kZeroRgb)}, {1, QColor::fromRgb(kZeroRgb)}});
    scale_->setGradient(gradient);
    scale_->setDataScaleType(colors.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    scale_->setDataRange({colors.lower, colors.upper});
    auto& axis = *scale_->axis();
    setAxisScale(axis, colors.logarithmic);
    TextTicks words;
    if (yesNo && !colors.allZero) words = {{0.25, metric.words[0]}, {0.75, metric.words[1]}};
    if (yesNo || colors.allZero) {
        axis.setTicker(QSharedPointer<QCPAxisTickerText>::create());
        setTextTicks(axis, words);
    }
    const auto& title = content_.scaleTitle;
    axis.setLabel(colors.allZero                         ? tr("%1: all values are 0").arg(title)
                  : colors.marksZeros                    ? tr("%1 (grey: 0)").arg(title)
                  : colors.cutsLower && colors.cutsUpper ? tr("%1 (some lie beyond)").arg(title)
                  : colors.cutsLower                     ? tr("%1 (some lie below)").arg(title)
                  : colors.cutsUpper                     ? tr("%1 (some lie above)").arg(title)
                                                         : title);
}

void HeatmapPlot::fillCells() {
    const auto rangeOf = [](int count) { return count > 1 ? QCPRange(0, count - 1) : QCPRange(-0.5, 0.5); };
    for (std::size_t pane = 0; pane < panes_.size(); ++pane) {
        const auto& grid = content_.panes[pane].grid;
        const auto columns = static_cast<int>(grid.columns().size());
        const auto rows = static_cast<int>(grid.layers().size());
        auto* cells = panes_[pane].cells->data();
        cells->setSize(columns, rows);
        cells->setRange(rangeOf(columns), rangeOf(rows));
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column) {
                const double value = grid.at({static_cast<std::size_t>(row), static_cast<std::size_t>(column)});
                const bool zero = content_.colors.isZero(value);
                cells->setCell(column, row, zero ? std::numeric_limits<double>::quiet_NaN() : value);
            }
    }
}

} // namespace lightcl
