// What HeatmapPlot paints on its cells: hatches, zeros, lines between cells, marks.
#include "figures/course.h"
#include "plots/heatmap_plot.h"

#include <algorithm>

namespace lightcl {

double HeatmapPlot::cellWidth() const {
    return axisRect()->width() / xAxis->range().size();
}

double HeatmapPlot::cellHeight() const {
    return axisRect()->height() / yAxis->range().size();
}

QRectF HeatmapPlot::pixelRect(std::size_t pane, Cell first, Cell last) const {
    const auto& axes = panes_[std::min(pane, panes_.size() - 1)];
    const QPointF corner(axes.x->coordToPixel(static_cast<double>(first.column) - 0.5),
                         axes.y->coordToPixel(static_cast<double>(first.row) - 0.5));
    const QPointF opposite(axes.x->coordToPixel(static_cast<double>(last.column) + 0.5),
                           axes.y->coordToPixel(static_cast<double>(last.row) + 0.5));
    return QRectF(corner, opposite).normalized();
}

/// What shows where the map is transparent: hatches for what was not measured, grey for zeros.
void HeatmapPlot::paintGround(QCPPainter& painter, std::size_t pane) const {
    if (grid().empty()) return;
    const auto whole = pixelRect(pane, {0, 0}, {grid().layers().size() - 1, grid().columns().size() - 1});
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(theme().hatch, Qt::BDiagPattern));
    painter.drawRect(whole.intersected(QRectF(panes_[pane].rect->rect())));
    if (content_.colors.marksZeros) paintZeros(painter, pane);
}

/// Neighbours in a row as one.
void HeatmapPlot::paintZeros(QCPPainter& painter, std::size_t pane) const {
    const auto& values = content_.panes[pane].grid;
    const auto columns = values.columns().size();
    for (std::size_t row = 0; row < values.layers().size(); ++row) {
        for (std::size_t first = 0; first < columns; ++first) {
            auto end = first;
            while (end < columns && content_.colors.isZero(values.at({row, end}))) ++end;
            if (end == first) continue;
            painter.fillRect(pixelRect(pane, {row, first}, {row, end - 1}), QColor::fromRgb(kZeroRgb));
            first = end;
        }
    }
}

/// What differs no more than runs of other seeds would is drawn pale.
void HeatmapPlot::paintFaded(QCPPainter& painter, std::size_t pane) const {
    const auto& faded = content_.panes[pane].faded;
    const auto columns = grid().columns().size();
    auto veil = theme().background;
    veil.setAlphaF(0.72F);
    for (std::size_t cell = 0; cell < faded.size(); ++cell) {
        if (!faded[cell]) continue;
        const Cell place{cell / columns, cell % columns};
        painter.fillRect(pixelRect(pane, place, place), veil);
    }
}

void HeatmapPlot::paintLines(QCPPainter& painter, std::size_t pane) const {
    if (grid().empty()) return;
    const auto rows = grid().layers().size();
    const auto whole = pixelRect(pane, {0, 0}, {rows - 1, grid().columns().size() - 1});
    const auto pen = [&](double cell, double width) {
        return QPen(theme().background, cell < 10 ? std::min(width, 2.0) : width);
    };
    const bool fine = cellWidth() >= 8 && cellHeight() >= 8;
    for (std::size_t row = 1; row < rows && cellHeight() >= 3; ++row) {
        const bool stage = content_.byStage && row < content_.rows.size() &&
                           content_.rows[row].stageIndex != content_.rows[row - 1].stageIndex;
        if (!stage && !fine) continue;
        painter.setPen(pen(cellHeight(), stage ? 3 : 1));
        const double y = yAxis->coordToPixel(static_cast<double>(row) - 0.5);
        painter.drawLine(QLineF(whole.left(), y, whole.right(), y));
    }
    const auto* x = panes_[pane].x;
    for (const auto& span : taskSpans(grid().columns())) {
        for (std::size_t column = span.first; column < span.first + span.count; ++column) {
            const bool task = column == span.first;
            if (column == 0 || (!task && !fine) || cellWidth() * static_cast<double>(span.count) < 4) continue;
            painter.setPen(pen(cellWidth(), task ? 3 : 1));
            const double at = x->coordToPixel(static_cast<double>(column) - 0.5);
            painter.drawLine(QLineF(at, whole.top(), at, whole.bottom()));
        }
    }
}

void HeatmapPlot::paintMarks(QCPPainter& painter, std::size_t pane) const {
    painter.setBrush(Qt::NoBrush);
    if (pinned_ && *pinned_ < grid().layers().size() && !grid().empty()) {
        const auto row = pixelRect(pane, {*pinned_, 0}, {*pinned_, grid().columns().size() - 1}).adjusted(1, -1, -1, 1);
        painter.setPen(QPen(theme().background, 4));
        painter.drawRect(row);
        painter.setPen(QPen(theme().text, 2));
        painter.drawRect(row);
    }
    if (marked_ && !grid().empty() && *marked_ < grid().columns().size()) {
        const auto column = pixelRect(pane, {0, *marked_}, {grid().layers().size() - 1, *marked_});
        painter.setPen(QPen(theme().background, 4));
        painter.drawRect(column);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(column);
    }
    if (!current_) return;
    const auto cell = pixelRect(pane, *current_, *current_);
    painter.setPen(QPen(theme().background, 3));
    painter.drawRect(cell);
    painter.setPen(QPen(theme().text, 1));
    painter.drawRect(cell.adjusted(-1, -1, 1, 1));
}

} // namespace lightcl
