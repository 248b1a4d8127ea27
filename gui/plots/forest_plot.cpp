#include "plots/forest_plot.h"

#include "compare/comparison_words.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr double kLuck = 0.05;

QString shownText(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

ForestPlot::ForestPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    buildAxes();
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) { paintRows(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connectKeys();
    connect(this, &Plot::themed, this, &ForestPlot::recolor);
    connect(this, &QCustomPlot::afterLayout, this, &ForestPlot::labelRows);
    recolor();
}

void ForestPlot::buildAxes() {
    yAxis->setRangeReversed(true);
    yAxis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    yAxis->grid()->setVisible(false);
    yAxis->setTickLength(0, 0);
    yAxis->setSubTicks(false);
    xAxis->setNumberFormat("gbc");
}

void ForestPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(rowAt(pos)); });
    connect(this, &Plot::stepped, this, [this](int, int dy) { step(dy); });
    connect(this, &Plot::cancelled, this, [this] { setCurrent(std::nullopt); });
}

void ForestPlot::show(Comparison comparison) {
    comparison_ = std::move(comparison);
    rows_.clear();
    for (std::size_t pair = 0; pair < comparison_.pairs.size(); ++pair)
        if (!comparison_.pairs[pair].differences.empty()) rows_.push_back(pair);
    current_.reset();
    emit pairChanged();
    layRows();
    fitRange();
    drawSoon();
}

const PairedComparison* ForestPlot::currentPair() const {
    return current_ ? &pairOf(*current_) : nullptr;
}

QSize ForestPlot::sizeHint() const {
    return {480, std::max(200, minimumHeight())};
}

QString ForestPlot::rowLabel(const PairedComparison& pair) const {
    return tr("%1 − %2").arg(shownText(comparison_.groups[pair.a].label), shownText(comparison_.groups[pair.b].label));
}

void ForestPlot::layRows() {
    const double rowHeight = fontMetrics().height() + 8;
    setMinimumHeight(static_cast<int>(static_cast<double>(rows_.size()) * rowHeight) + 4 * fontMetrics().height());
    updateGeometry();
    if (comparison_.figure != nullptr)
        xAxis->setLabel(tr("difference in %1").arg(shownText(shownTitle(*comparison_.figure))));
    labelRows();
}

/// Names take two fifths of the width at most: what does not fit is cut in its middle.
void ForestPlot::labelRows() {
    TextTicks labels;
    for (std::size_t row = 0; row < rows_.size(); ++row)
        labels[static_cast<double>(row)] =
            fontMetrics().elidedText(rowLabel(pairOf(row)), Qt::ElideMiddle, std::max(80, width() * 2 / 5));
    if (setTextTicks(*yAxis, labels)) drawSoon();
}

void ForestPlot::fitRange() {
    constexpr double tallestRow = 48;
    double low = 0;
    double high = 0;
    const auto take = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const auto& pair = pairOf(row);
        for (const double difference : pair.differences) take(shownAmount(*comparison_.figure, difference));
        if (!pair.interval) continue;
        take(shownAmount(*comparison_.figure, pair.interval->low));
        take(shownAmount(*comparison_.figure, pair.interval->high));
    }
    const double margin = high > low ? 0.06 * (high - low) : 1;
    xAxis->setRange(low - margin, high + margin);
    const auto rows = std::max(static_cast<double>(rows_.size()), height() / tallestRow / 2);
    yAxis->setRange(-0.6, std::max(rows - 0.4, 0.6));
}

void ForestPlot::recolor() {
    yAxis->setBasePen(Qt::NoPen);
    yAxis->setTickPen(Qt::NoPen);
    drawSoon();
}

std::optional<std::size_t> ForestPlot::rowAt(QPointF pos) const {
    const auto row = std::lround(yAxis->pixelToCoord(pos.y()));
    const bool isRow = row >= 0 && row < std::ssize(rows_) && pos.y() >= 0 && pos.y() <= height();
    return isRow ? std::optional(static_cast<std::size_t>(row)) : std::nullopt;
}

void ForestPlot::setCurrent(std::optional<std::size_t> row) {
    if (row == current_) return;
    current_ = row;
    emit pairChanged();
    redrawLayer("overlay");
}

void ForestPlot::step(int dy) {
    if (rows_.empty()) return;
    if (!current_) return setCurrent(0);
    const auto last = std::ssize(rows_) - 1;
    setCurrent(
        static_cast<std::size_t>(std::clamp(static_cast<std::ptrdiff_t>(*current_) + dy, std::ptrdiff_t{0}, last)));
}

void ForestPlot::paintRows(QCPPainter& painter) const {
    const double zero = xAxis->coordToPixel(0);
    painter.setPen(QPen(theme().mutedText, 1, Qt::DashLine));
    painter.drawLine(QPointF(zero, axisRect()->top()), QPointF(zero, axisRect()->bottom()));
    for (std::size_t row = 0; row < rows_.size(); ++row) paintRow(painter, row);
}

void ForestPlot::paintRow(QCPPainter& painter, std::size_t row) const {
    constexpr double dot = 2.5;
    constexpr double mark = 5;
    const auto& pair = pairOf(row);
    const double y = yAxis->coordToPixel(static_cast<double>(row));
    const auto pixel = [&](double value) { return xAxis->coordToPixel(shownAmount(*comparison_.figure, value)); };
    const QColor color = pair.interval && pair.adjustedP <= kLuck ? theme().highlight : theme().mutedText;
    painter.setAntialiasing(true);
    if (pair.interval) {
        painter.setPen(QPen(color, 3));
        painter.drawLine(QPointF(pixel(pair.interval->low), y), QPointF(pixel(pair.interval->high), y));
    }
    painter.setPen(QPen(theme().text, 1));
    painter.setBrush(Qt::NoBrush);
    for (const double difference : pair.differences) painter.drawEllipse(QPointF(pixel(difference), y), dot, dot);
    const QPointF mean(pixel(pair.meanDifference), y);
    painter.setPen(QPen(theme().background, 1));
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF({mean + QPointF(0, -mark - 1), mean + QPointF(mark, 0), mean + QPointF(0, mark + 1),
                                   mean + QPointF(-mark, 0)}));
}

void ForestPlot::paintMark(QCPPainter& painter) const {
    if (!current_) return;
    const double y = yAxis->coordToPixel(static_cast<double>(*current_));
    const double half = std::min(14.0, std::abs(yAxis->coordToPixel(1) - yAxis->coordToPixel(0)) / 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().highlight, 1));
    painter.drawRect(QRectF(axisRect()->left() + 1, y - half, axisRect()->width() - 3, 2 * half));
}

} // namespace lightcl
