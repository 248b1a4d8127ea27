// What StepPlot draws besides its areas: the peak's mark, the strip of phases, the chosen place.
#include "plots/step_plot.h"

#include "base/units.h"
#include "plots/text_ticks.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

void StepPlot::paintPeak(QCPPainter& painter) const {
    if (content_.timeline.empty()) return;
    const auto peak = content_.timeline.peak();
    const QRectF inside(axisRect()->rect());
    const double x = pixelOf(peak);
    if (x < inside.left() - 1 || x > inside.right() + 1) return;
    const auto bytes = content_.timeline.moments[peak].bytes.total();
    const auto text = tr("peak %1").arg(QString::fromStdString(formatBytes(bytes)));
    const QFontMetrics metrics(font());
    const double width = metrics.horizontalAdvance(text) + 4;
    const double left =
        std::clamp(x - width / 2, inside.left() + 2, std::max(inside.left() + 2, inside.right() - width));
    const QRectF place(left, inside.top(), width, metrics.height());
    painter.setPen(QPen(theme().text, 1, Qt::DotLine));
    painter.drawLine(QLineF(x, place.bottom() + 2, x, inside.bottom()));
    painter.fillRect(place, theme().background);
    painter.setFont(font());
    painter.setPen(theme().text);
    painter.drawText(place, Qt::AlignCenter, text);
}

/// Shades instead of hues: those belong to the categories.
QColor StepPlot::activityColor(const std::string& activity) const {
    double shade = 0.1;
    if (activity == "forward") shade = 0.16;
    if (activity == "recompute") shade = 0.24;
    if (activity == "backward") shade = 0.34;
    if (activity == "update") shade = 0.5;
    return mix(theme().background, theme().text, shade);
}

void StepPlot::paintStrip(QCPPainter& painter) const {
    paintSpans(painter, activitySpans(content_.timeline), 0);
    paintSpans(painter, stageSpans(content_.timeline), 1);
}

/// A span's text is written where it fits in.
void StepPlot::paintSpans(QCPPainter& painter, const std::vector<PhaseSpan>& spans, int row) const {
    const auto* rows = strip_->axis(QCPAxis::atLeft);
    const double top = rows->coordToPixel(row) + 1;
    const double bottom = rows->coordToPixel(row + 1) - 1;
    painter.setFont(font());
    for (std::size_t index = 0; index < spans.size(); ++index) {
        const auto& span = spans[index];
        const double left = std::max<double>(pixelOf(span.first), strip_->left());
        const double right = std::min<double>(pixelOf(span.end), strip_->right());
        if (right <= left) continue;
        const QRectF place(left, top, right - left, bottom - top);
        painter.fillRect(place, row == 0 ? activityColor(span.text)
                                         : mix(theme().background, theme().text, index % 2 == 0 ? 0.12 : 0.22));
        painter.setPen(theme().text);
        painter.drawText(place, Qt::AlignCenter,
                         fittingLabel({QString::fromStdString(span.text)}, place.width() - 4, QFontMetrics(font())));
    }
}

void StepPlot::paintMark(QCPPainter& painter) const {
    if (!current_) return;
    const double x = pixelOf(current_->moment);
    painter.setPen(QPen(theme().text, 1));
    painter.drawLine(QLineF(x, axisRect()->top(), x, axisRect()->bottom()));
    painter.setAntialiasing(true);
    painter.setPen(QPen(theme().text, 1.5));
    painter.setBrush(theme().background);
    painter.drawEllipse(QPointF(x, yAxis->coordToPixel(static_cast<double>(bytesUpTo(*current_)) / kMiB)), 4, 4);
}

void StepPlot::paintStripMark(QCPPainter& painter) const {
    if (!current_) return;
    const double x = pixelOf(current_->moment);
    painter.setPen(QPen(theme().text, 1));
    painter.drawLine(QLineF(x, strip_->top(), x, strip_->bottom()));
}

} // namespace lightcl
