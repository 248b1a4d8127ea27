// How HeatmapPlot looks: labels that fit, lines between cells, marks.
#include "figures/course.h"
#include "plots/heatmap_plot.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <algorithm>

namespace lightcl {

namespace {

/// "layer2" of "layer2.0.conv1": layers of a stage stand together.
std::string stageOf(const std::string& layer) {
    return layer.substr(0, layer.find('.'));
}

} // namespace

void HeatmapPlot::buildMarks() {
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) { paintLines(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMarks(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
}

void HeatmapPlot::recolor() {
    styleAxis(*scale_->axis());
    for (auto* axis : axisRect()->axes()) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(axis == xAxis ? QPen(theme().axis, 1) : QPen(Qt::NoPen));
    }
}

double HeatmapPlot::cellWidth() const {
    return axisRect()->width() / xAxis->range().size();
}

double HeatmapPlot::cellHeight() const {
    return axisRect()->height() / yAxis->range().size();
}

void HeatmapPlot::labelAxes() {
    const bool roomForTitle = width() >= 420 && height() >= 150;
    const auto title = roomForTitle ? font() : QFont(font().family(), 1);
    bool changed = labelColumns();
    changed = labelRows() || changed;
    if (scale_->axis()->labelFont() != title) {
        scale_->axis()->setLabelFont(title);
        scale_->axis()->setLabelColor(roomForTitle ? theme().text : Qt::transparent);
        changed = true;
    }
    if (changed) drawSoon();
}

bool HeatmapPlot::labelColumns() {
    const auto& columns = grid_.columns();
    const bool onlyTasks = taskSpans(columns).size() == columns.size();
    TextTicks bottom;
    double widest = 0;
    for (const auto& column : columns)
        widest = std::max(
            widest, fontMetrics().horizontalAdvance(QString::fromStdString(positionLabel(column, onlyTasks))) + 8.0);
    for (const auto index : labelledColumns(columns, cellWidth(), widest))
        bottom[static_cast<double>(index)] = QString::fromStdString(positionLabel(columns[index], onlyTasks));
    TextTicks top;
    for (const auto& span : taskSpans(columns)) {
        if (onlyTasks) break;
        const auto label = fittingLabel({tr("Task %1").arg(span.task), QString::number(span.task)},
                                        static_cast<double>(span.count) * cellWidth() - 4, fontMetrics());
        if (!label.isEmpty()) top[static_cast<double>(span.first) + (static_cast<double>(span.count) - 1) / 2] = label;
    }
    xAxis->setLabel(height() < 200 ? QString() : onlyTasks ? tr("after task") : tr("after task.epoch"));
    const bool bottomChanged = setTextTicks(*xAxis, bottom);
    return setTextTicks(*xAxis2, top) || bottomChanged;
}

bool HeatmapPlot::labelRows() {
    const auto& layers = grid_.layers();
    const auto step = labelledRowStep(fontMetrics().ascent() + 1, cellHeight());
    TextTicks ticks;
    for (std::size_t row = 0; row < layers.size(); row += step)
        ticks[static_cast<double>(row)] = fontMetrics().elidedText(QString::fromStdString(layers[row]), Qt::ElideMiddle,
                                                                   std::max(60, width() * 3 / 10));
    return setTextTicks(*yAxis, ticks);
}

QRectF HeatmapPlot::pixelRect(Cell first, Cell last) const {
    const QPointF corner(xAxis->coordToPixel(static_cast<double>(first.column) - 0.5),
                         yAxis->coordToPixel(static_cast<double>(first.row) - 0.5));
    const QPointF opposite(xAxis->coordToPixel(static_cast<double>(last.column) + 0.5),
                           yAxis->coordToPixel(static_cast<double>(last.row) + 0.5));
    return QRectF(corner, opposite).normalized();
}

/// What shows where the map is transparent: hatches for what was not measured, grey for zeros.
void HeatmapPlot::paintGround(QCPPainter& painter) const {
    if (grid_.empty()) return;
    const auto whole = pixelRect({0, 0}, {grid_.layers().size() - 1, grid_.columns().size() - 1});
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(theme().hatch, Qt::BDiagPattern));
    painter.drawRect(whole.intersected(QRectF(axisRect()->rect())));
    if (colors_.marksZeros) paintZeros(painter);
}

/// Neighbours in a row as one.
void HeatmapPlot::paintZeros(QCPPainter& painter) const {
    const auto columns = grid_.columns().size();
    for (std::size_t row = 0; row < grid_.layers().size(); ++row) {
        for (std::size_t first = 0; first < columns; ++first) {
            auto end = first;
            while (end < columns && colors_.isZero(grid_.at({row, end}))) ++end;
            if (end == first) continue;
            painter.fillRect(pixelRect({row, first}, {row, end - 1}), QColor::fromRgb(kZeroRgb));
            first = end;
        }
    }
}

void HeatmapPlot::paintLines(QCPPainter& painter) const {
    if (grid_.empty()) return;
    const auto& layers = grid_.layers();
    const auto whole = pixelRect({0, 0}, {layers.size() - 1, grid_.columns().size() - 1});
    const auto pen = [&](double cell, double width) {
        return QPen(theme().background, cell < 10 ? std::min(width, 2.0) : width);
    };
    const bool fine = cellWidth() >= 8 && cellHeight() >= 8;
    for (std::size_t row = 1; row < layers.size() && cellHeight() >= 3; ++row) {
        const bool stage = stageOf(layers[row]) != stageOf(layers[row - 1]);
        if (!stage && !fine) continue;
        painter.setPen(pen(cellHeight(), stage ? 3 : 1));
        const double y = yAxis->coordToPixel(static_cast<double>(row) - 0.5);
        painter.drawLine(QLineF(whole.left(), y, whole.right(), y));
    }
    for (const auto& span : taskSpans(grid_.columns())) {
        for (std::size_t column = span.first; column < span.first + span.count; ++column) {
            const bool task = column == span.first;
            if (column == 0 || (!task && !fine) || cellWidth() * static_cast<double>(span.count) < 4) continue;
            painter.setPen(pen(cellWidth(), task ? 3 : 1));
            const double x = xAxis->coordToPixel(static_cast<double>(column) - 0.5);
            painter.drawLine(QLineF(x, whole.top(), x, whole.bottom()));
        }
    }
}

void HeatmapPlot::paintMarks(QCPPainter& painter) const {
    painter.setBrush(Qt::NoBrush);
    if (pinned_ && *pinned_ < grid_.layers().size() && !grid_.empty()) {
        const auto row = pixelRect({*pinned_, 0}, {*pinned_, grid_.columns().size() - 1}).adjusted(1, -1, -1, 1);
        painter.setPen(QPen(theme().background, 4));
        painter.drawRect(row);
        painter.setPen(QPen(theme().text, 2));
        painter.drawRect(row);
    }
    if (!current_) return;
    const auto cell = pixelRect(*current_, *current_);
    painter.setPen(QPen(theme().background, 3));
    painter.drawRect(cell);
    painter.setPen(QPen(theme().text, 1));
    painter.drawRect(cell.adjusted(-1, -1, 1, 1));
}

} // namespace lightcl
