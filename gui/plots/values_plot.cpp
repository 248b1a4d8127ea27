#include "plots/values_plot.h"

#include "compare/comparison_words.h"
#include "compare/tradeoff.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QSharedPointer>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lightcl {

ValuesPlot::ValuesPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    buildAxes();
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) { paintRows(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connectKeys();
    connect(this, &Plot::themed, this, &ValuesPlot::recolor);
    connect(this, &QCustomPlot::afterLayout, this, &ValuesPlot::labelRows);
    recolor();
}

void ValuesPlot::buildAxes() {
    yAxis->setRangeReversed(true);
    yAxis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    yAxis->grid()->setVisible(false);
    yAxis->setTickLength(0, 0);
    yAxis->setSubTicks(false);
    xAxis->setNumberFormat("gbc");
}

void ValuesPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(rowAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, [this](int, int dy) { step(dy); });
    connect(this, &Plot::cancelled, this, [this] { setCurrent(std::nullopt); });
}

void ValuesPlot::show(const Comparison& comparison, std::vector<QColor> colors) {
    comparison_ = comparison;
    colors_ = std::move(colors);
    values_.clear();
    for (const auto& group : comparison_.groups) {
        auto& values = values_.emplace_back();
        for (const auto* run : group.runs)
            if (const auto value = numberOf(*comparison_.figure, run->summary)) values.push_back(shown(*value));
    }
    setCurrent(std::nullopt);
    layRows();
    fitRange();
    drawSoon();
}

const ComparedGroup* ValuesPlot::currentGroup() const {
    return current_ && *current_ < comparison_.groups.size() ? &comparison_.groups[*current_] : nullptr;
}

QSize ValuesPlot::sizeHint() const {
    return {480, std::max(200, minimumHeight())};
}

double ValuesPlot::shown(double value) const {
    return shownAmount(*comparison_.figure, value);
}

void ValuesPlot::layRows() {
    const double rowHeight = fontMetrics().height() + 10;
    const auto rows = static_cast<double>(comparison_.groups.size());
    setMinimumHeight(static_cast<int>(rows * rowHeight) + 4 * fontMetrics().height());
    updateGeometry();
    if (comparison_.figure != nullptr) xAxis->setLabel(QString::fromStdString(axisTitle(*comparison_.figure)));
    labelRows();
}

/// Names take two fifths of the width at most: what does not fit is cut in its middle.
void ValuesPlot::labelRows() {
    TextTicks labels;
    for (std::size_t row = 0; row < comparison_.groups.size(); ++row)
        labels[static_cast<double>(row)] = fontMetrics().elidedText(
            QString::fromStdString(comparison_.groups[row].label), Qt::ElideMiddle, std::max(80, width() * 2 / 5));
    if (setTextTicks(*yAxis, labels)) drawSoon();
}

void ValuesPlot::fitRange() {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const auto& values : values_)
        for (const double value : values) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    for (const auto& group : comparison_.groups) {
        const double spread = group.values->sd.value_or(0);
        low = std::min(low, shown(group.values->mean - spread));
        high = std::max(high, shown(group.values->mean + spread));
    }
    const bool none = !(low <= high);
    const double margin = none ? 0 : high > low ? 0.06 * (high - low) : 1;
    xAxis->setRange(none ? 0 : low - margin, none ? 1 : high + margin);
    yAxis->setRange(-0.6, std::max(static_cast<double>(comparison_.groups.size()) - 0.4, 0.6));
}

void ValuesPlot::recolor() {
    yAxis->setBasePen(Qt::NoPen);
    yAxis->setTickPen(Qt::NoPen);
    drawSoon();
}

std::optional<std::size_t> ValuesPlot::rowAt(QPointF pos) const {
    const auto row = std::lround(yAxis->pixelToCoord(pos.y()));
    const bool isRow = row >= 0 && row < std::ssize(comparison_.groups) && pos.y() >= 0 && pos.y() <= height();
    return isRow ? std::optional(static_cast<std::size_t>(row)) : std::nullopt;
}

void ValuesPlot::setCurrent(std::optional<std::size_t> row) {
    if (row == current_) return;
    current_ = row;
    emit groupChanged();
    redrawLayer("overlay");
}

void ValuesPlot::step(int dy) {
    if (comparison_.groups.empty()) return;
    if (!current_) return setCurrent(0);
    const auto last = std::ssize(comparison_.groups) - 1;
    setCurrent(
        static_cast<std::size_t>(std::clamp(static_cast<std::ptrdiff_t>(*current_) + dy, std::ptrdiff_t{0}, last)));
}

void ValuesPlot::paintRows(QCPPainter& painter) const {
    painter.setAntialiasing(true);
    for (std::size_t row = 0; row < comparison_.groups.size(); ++row) paintRow(painter, row);
}

/// The runs stand a little above and below each other in turn, or equal ones would be seen as one.
void ValuesPlot::paintRow(QCPPainter& painter, std::size_t row) const {
    constexpr double ring = 3.5;
    const auto& group = comparison_.groups[row];
    const QColor color = readable(row < colors_.size() ? colors_[row] : theme().highlight, theme());
    const double y = yAxis->coordToPixel(static_cast<double>(row));
    const double room = std::min(10.0, std::abs(yAxis->coordToPixel(1) - yAxis->coordToPixel(0)) / 3);
    const double mean = xAxis->coordToPixel(shown(group.values->mean));
    if (group.values->sd) {
        const double from = xAxis->coordToPixel(shown(group.values->mean - *group.values->sd));
        const double to = xAxis->coordToPixel(shown(group.values->mean + *group.values->sd));
        painter.setPen(QPen(mix(theme().background, color, 0.5), 3));
        painter.drawLine(QLineF(from, y, to, y));
    }
    painter.setPen(QPen(color, 3));
    painter.drawLine(QLineF(mean, y - room, mean, y + room));
    painter.setPen(QPen(theme().text, 1));
    painter.setBrush(Qt::NoBrush);
    for (std::size_t at = 0; at < values_[row].size(); ++at) {
        const double aside = (static_cast<double>(at % 3) - 1) * room / 2;
        painter.drawEllipse(QPointF(xAxis->coordToPixel(values_[row][at]), y + aside), ring, ring);
    }
}

void ValuesPlot::paintMark(QCPPainter& painter) const {
    if (!currentGroup()) return;
    const double y = yAxis->coordToPixel(static_cast<double>(*current_));
    const double half = std::min(16.0, std::abs(yAxis->coordToPixel(1) - yAxis->coordToPixel(0)) / 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().highlight, 1));
    painter.drawRect(QRectF(axisRect()->left() + 1, y - half, axisRect()->width() - 3, 2 * half));
}

} // namespace lightcl
