// What MemoryPlot draws besides its bars: run names, totals, the process's peak, the budget, the chosen piece.
#include "plots/memory_plot.h"

namespace lightcl {

QColor MemoryPlot::warningColor() const {
    return readable(QColor(205, 30, 30), theme(), 4.5);
}

void MemoryPlot::paintHeaders(QCPPainter& painter) const {
    if (content_.onePerRun) return;
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    std::size_t header = 0;
    for (std::size_t index = 0; index < content_.bars.size(); ++index) {
        const auto& bar = content_.bars[index];
        if (index > 0 && bar.run == content_.bars[index - 1].run) continue;
        const double y = yAxis->coordToPixel(headers_[header++]);
        const auto& label = content_.runLabels[static_cast<qsizetype>(bar.run)];
        const QRectF place(axisRect()->left() + 20, y - painter.fontMetrics().height() / 2.0,
                           painter.fontMetrics().horizontalAdvance(label) + 2, painter.fontMetrics().height());
        painter.fillRect(place, theme().background);
        painter.setPen(Qt::NoPen);
        painter.setBrush(readable(content_.runColors[bar.run], theme()));
        painter.drawRect(QRectF(axisRect()->left() + 5, y - 4, 9, 9));
        painter.setPen(theme().text);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, label);
    }
}

void MemoryPlot::paintTexts(QCPPainter& painter) const {
    paintBudget(painter);
    paintHeaders(painter);
    for (std::size_t index = 0; index < content_.bars.size(); ++index) {
        const auto& bar = content_.bars[index];
        const auto row = rowRect(index);
        const bool over = isOverBudget(bar.bytes.total());
        auto face = font();
        face.setBold(over);
        const QFontMetrics metrics(face);
        const auto text = totalText(bar);
        const double width = metrics.horizontalAdvance(text) + 2;
        const QRectF place(totalPixel(bar, width), row.center().y() - metrics.height() / 2.0, width, metrics.height());
        painter.fillRect(place, theme().background);
        painter.setFont(face);
        painter.setPen(over ? warningColor() : theme().text);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
        if (rssShown(bar)) paintRss(painter, bar, row);
    }
}

void MemoryPlot::paintRss(QCPPainter& painter, const MemoryBar& bar, const QRectF& row) const {
    const double x = pixelOf(*bar.peakRssBytes);
    const double y = row.center().y();
    painter.setAntialiasing(true);
    painter.setPen(QPen(theme().background, 1));
    painter.setBrush(isOverBudget(*bar.peakRssBytes) ? warningColor() : theme().text);
    painter.drawPolygon(QPolygonF({{x, y - 6}, {x + 6, y}, {x, y + 6}, {x - 6, y}}));
    painter.setAntialiasing(false);
}

void MemoryPlot::paintBudget(QCPPainter& painter) const {
    if (content_.budgetBytes <= 0) return;
    const double x = budgetBeyond_ ? axisRect()->right() - 1 : pixelOf(content_.budgetBytes);
    painter.setPen(QPen(warningColor(), 1.5, Qt::DashLine));
    painter.drawLine(QLineF(x, axisRect()->top(), x, axisRect()->bottom()));
}

void MemoryPlot::paintMark(QCPPainter& painter) const {
    for (std::size_t index = 0; index < content_.bars.size() && content_.everyTask; ++index) {
        const auto& bar = content_.bars[index];
        if (bar.source != "measured" || bar.task != markedTask_) continue;
        const auto row = rowRect(index);
        painter.fillRect(QRectF(row.left() + 1, row.top(), 5, row.height()), palette().color(QPalette::Highlight));
    }
    if (!current_ || current_->bar >= content_.bars.size()) return;
    const auto row = rowRect(current_->bar);
    const auto pieces = stackedPieces(content_.bars[current_->bar].bytes);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().text, 2));
    if (current_->piece && *current_->piece < pieces.size()) {
        const auto& piece = pieces[*current_->piece];
        painter.drawRect(QRectF(QPointF(pixelOf(piece.from), row.top()), QPointF(pixelOf(piece.to), row.bottom())));
    } else if (content_.bars[current_->bar].peakRssBytes) {
        const double x = pixelOf(*content_.bars[current_->bar].peakRssBytes);
        painter.drawRect(QRectF(x - 8, row.center().y() - 8, 16, 16));
    }
}

} // namespace lightcl
