// HeatmapPlot's freeze line: where it is, how it is moved, how it looks.
#include "plots/heatmap_plot.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

/// The stages of the rows; the last one is the head, which is always trained.
std::size_t HeatmapPlot::stageCount() const {
    return content_.rows.empty() ? 0 : content_.rows.back().stageIndex + 1;
}

double HeatmapPlot::freezeLinePixel(std::size_t firstTrainable) const {
    const auto& rows = content_.rows;
    const auto first =
        std::find_if(rows.begin(), rows.end(), [&](const GridRow& row) { return row.stageIndex >= firstTrainable; });
    return yAxis->coordToPixel(static_cast<double>(first - rows.begin()) - 0.5);
}

/// The line nearest to a height.
std::size_t HeatmapPlot::lineAt(double y) const {
    std::size_t best = 0;
    for (std::size_t line = 1; line < stageCount(); ++line)
        if (std::abs(freezeLinePixel(line) - y) < std::abs(freezeLinePixel(best) - y)) best = line;
    return best;
}

bool HeatmapPlot::isOnFreezeLine(QPointF pos) const {
    if (!hasFreezeLine() || grid().empty()) return false;
    constexpr double reach = 4;
    const double right = (hasMap() ? map_ : panes_.back().rect)->rect().right();
    const double y = freezeLinePixel(*content_.freezeLine);
    return std::abs(pos.y() - y) <= reach && pos.x() >= axisRect()->left() - yAxis->padding() && pos.x() <= right;
}

void HeatmapPlot::moveFreezeLine(std::size_t firstTrainable) {
    if (!hasFreezeLine() || stageCount() == 0) return;
    const auto line = std::min(firstTrainable, stageCount() - 1);
    if (line == *content_.freezeLine) return;
    content_.freezeLine = line;
    redrawLayer("map");
    redrawLayer("freeze");
    emit freezeLineMoved(line);
}

void HeatmapPlot::setFreezeLine(std::size_t firstTrainable) {
    moveFreezeLine(firstTrainable);
}

void HeatmapPlot::setAdviceLine(std::optional<std::size_t> firstTrainable) {
    if (firstTrainable == content_.adviceLine) return;
    content_.adviceLine = firstTrainable;
    redrawLayer("freeze");
}

void HeatmapPlot::paintFreezeLine(QCPPainter& painter) const {
    if (!hasFreezeLine() || grid().empty()) return;
    const QRectF cells(axisRect()->rect());
    const double y = freezeLinePixel(*content_.freezeLine);
    if (y < cells.top() - 2 || y > cells.bottom() + 2) return;
    const double left = cells.left() - yAxis->padding() + 2;
    const double right = (hasMap() ? map_ : panes_.back().rect)->rect().right();
    painter.setPen(QPen(theme().background, 5));
    painter.drawLine(QLineF(cells.left() - 8, y, right, y));
    painter.setPen(QPen(theme().highlight, 3));
    painter.drawLine(QLineF(left, y, right, y));
    // A handle, with what happens above it.
    painter.setFont(font());
    const auto metrics = painter.fontMetrics();
    const auto text = *content_.freezeLine == 0 ? tr("nothing frozen") : QString::fromUtf8("▲ ") + tr("frozen");
    const double wide = metrics.horizontalAdvance(text) + 12;
    const double high = metrics.height() + 2;
    const QRectF handle(right - wide, std::max(1.0, y - high / 2), wide, high);
    painter.setAntialiasing(true);
    painter.setPen(QPen(theme().background, 1));
    painter.setBrush(theme().highlight);
    painter.drawRoundedRect(handle, 4, 4);
    painter.setAntialiasing(false);
    painter.setPen(theme().highlight.lightness() < 128 ? Qt::white : Qt::black);
    painter.drawText(handle, Qt::AlignCenter, text);
}

void HeatmapPlot::paintAdvice(QCPPainter& painter) const {
    if (!content_.adviceLine || !content_.byStage || grid().empty()) return;
    const QRectF cells(axisRect()->rect());
    const double y = freezeLinePixel(*content_.adviceLine);
    if (y < cells.top() - 2 || y > cells.bottom() + 2) return;
    const double right = panes_.back().rect->rect().right();
    painter.setPen(QPen(theme().background, 3));
    painter.drawLine(QLineF(cells.left(), y, right, y));
    painter.setPen(QPen(theme().text, 2, Qt::DashLine));
    painter.drawLine(QLineF(cells.left(), y, right, y));
    painter.setFont(font());
    const auto metrics = painter.fontMetrics();
    const auto text = tr("advice");
    const QRectF label(cells.left() + 4, std::max(1.0, y - metrics.height() / 2.0), metrics.horizontalAdvance(text) + 8,
                       metrics.height());
    painter.fillRect(label, theme().background);
    painter.setPen(theme().text);
    painter.drawText(label, Qt::AlignCenter, text);
}

} // namespace lightcl
