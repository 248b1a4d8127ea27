// What MemoryPlot draws besides its bars: run names, totals, the process's peak, the budget, the chosen piece.
#include "plots/memory_plot.h"

#include "base/units.h"

#include <algorithm>

namespace lightcl {

QColor MemoryPlot::warningColor() const {
    return readable(QColor(205, 30, 30), theme(), 4.5);
}

void MemoryPlot::paintTexts(QCPPainter& painter) const {
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    std::size_t header = 0;
    for (std::size_t index = 0; index < content_.bars.size(); ++index) {
        const auto& bar = content_.bars[index];
        const bool first = index == 0 || bar.run != content_.bars[index - 1].run;
        if (first && header < headers_.size()) {
            const double y = yAxis->coordToPixel(headers_[header++]);
            const auto& color = content_.runColors[bar.run];
            painter.setPen(Qt::NoPen);
            painter.setBrush(readable(color, theme()));
            painter.drawRect(QRectF(axisRect()->left() + 5, y - 4, 9, 9));
            painter.setPen(theme().text);
            painter.drawText(QRectF(axisRect()->left() + 20, y - 20, axisRect()->width() - 24, 40),
                             Qt::AlignVCenter | Qt::AlignLeft, content_.runLabels[static_cast<qsizetype>(bar.run)]);
        }
    }
    paintBudget(painter);
    for (std::size_t index = 0; index < content_.bars.size(); ++index) {
        const auto& bar = content_.bars[index];
        const auto row = rowRect(index);
        const auto pieces = stackedPieces(bar.bytes);
        const double end = pieces.empty() ? axisRect()->left() : pixelOf(pieces.back().to);
        const bool over = isOverBudget(bar.bytes.total());
        painter.setFont(over ? bold : font());
        painter.setPen(over ? warningColor() : theme().text);
        painter.drawText(QRectF(end + 6, row.top() - 10, 400, row.height() + 20), Qt::AlignVCenter | Qt::AlignLeft,
                         totalText(bar));
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
    const double x = pixelOf(content_.budgetBytes);
    painter.setPen(QPen(warningColor(), 1.5, Qt::DashLine));
    painter.drawLine(QLineF(x, axisRect()->top(), x, axisRect()->bottom()));
    painter.setFont(font());
    painter.setPen(warningColor());
    const auto text = tr("budget %1").arg(QString::fromStdString(formatBytes(content_.budgetBytes)));
    const double width = fontMetrics().horizontalAdvance(text) + 4;
    const bool roomAtRight = x + width + 6 < axisRect()->right();
    painter.drawText(QRectF(roomAtRight ? x + 5 : x - width - 5, axisRect()->top() + 1, width, fontMetrics().height()),
                     Qt::AlignVCenter | (roomAtRight ? Qt::AlignLeft : Qt::AlignRight), text);
}

void MemoryPlot::paintMark(QCPPainter& painter) const {
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
