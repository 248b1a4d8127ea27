#include "plots/value_bars_plot.h"

#include "plots/painted_layer.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace lightcl {

ValueBarsPlot::ValueBarsPlot(QWidget* parent) : Plot(parent) {
    axisRect()->setRangeZoomAxes({xAxis});
    axisRect()->setRangeDragAxes({xAxis});
    xAxis->grid()->setVisible(false);
    xAxis->setNumberFormat("gbc");
    yAxis->setNumberFormat("gbc");
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) {
        paintBars(painter);
        paintOutline(painter);
    });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    placeLegendBelow();
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(barAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, [this](int dx, int dy) { step(dx != 0 ? dx : dy); });
    connect(this, &Plot::themed, this, &ValueBarsPlot::fill);
}

void ValueBarsPlot::show(ValueBars bars) {
    const bool other = bars.xTitle != bars_.xTitle || bars.bars.size() != bars_.bars.size();
    bars_ = std::move(bars);
    if (current_ && *current_ >= bars_.bars.size()) setCurrent(std::nullopt);
    if (other) resetView();
    xAxis->setLabel(QString::fromStdString(bars_.xTitle));
    yAxis->setLabel(QString::fromStdString(bars_.yTitle));
    const auto [low, high] = bars_.empty() ? std::pair(0.0, 1.0) : bars_.span();
    setHome(*xAxis, {low, high});
    const double highest = bars_.highest();
    setHome(*yAxis, {0, highest > 0 ? 1.05 * highest : 1});
    fill();
}

QColor ValueBarsPlot::colorOf(std::size_t kind) const {
    return readable(toQColor(bars_.kinds.at(kind).color), theme());
}

void ValueBarsPlot::fill() {
    fillLegend();
    drawSoon();
}

/// The legend shows plottables only: a graph without data stands for each kind that there is, and for the outline.
void ValueBarsPlot::fillLegend() {
    legend->clearItems();
    clearGraphs();
    std::set<std::size_t> used;
    for (const auto& bar : bars_.bars) used.insert(bar.kind);
    const auto add = [this](const QString& name, const QPen& pen) {
        auto* line = addGraph();
        line->setName(name);
        line->setPen(pen);
        line->addToLegend();
    };
    const bool many = used.size() > 1 || !bars_.outline.empty();
    for (const auto kind : used)
        if (many) add(QString::fromStdString(bars_.kinds.at(kind).name), QPen(colorOf(kind), 8));
    if (!bars_.outline.empty()) add(QString::fromStdString(bars_.outlineName), QPen(theme().text, 1.5));
    fitLegend();
}

/// At least a pixel wide and high, so that nothing that is there goes unseen.
QRectF ValueBarsPlot::boxOf(std::size_t bar) const {
    const auto& [from, to, height, kind, label] = bars_.bars[bar];
    const double left = std::round(xAxis->coordToPixel(from));
    const double right = std::max(left + 1, std::round(xAxis->coordToPixel(to)));
    const double gap = xAxis->coordToPixel(to) - xAxis->coordToPixel(from) >= 4 ? 1 : 0;
    const double foot = yAxis->coordToPixel(0);
    const double top = std::isfinite(height) ? std::min(yAxis->coordToPixel(height), foot - 1) : foot;
    return {QPointF(left, top), QPointF(right - gap, foot)};
}

void ValueBarsPlot::paintBars(QCPPainter& painter) const {
    painter.setPen(Qt::NoPen);
    for (std::size_t bar = 0; bar < bars_.bars.size(); ++bar) {
        painter.setBrush(colorOf(bars_.bars[bar].kind));
        painter.drawRect(boxOf(bar));
    }
}

void ValueBarsPlot::paintOutline(QCPPainter& painter) const {
    if (bars_.outline.empty()) return;
    QPolygonF line;
    for (std::size_t bar = 0; bar < bars_.bars.size(); ++bar) {
        const double y = yAxis->coordToPixel(bars_.outline[bar]);
        line << QPointF(xAxis->coordToPixel(bars_.bars[bar].from), y)
             << QPointF(xAxis->coordToPixel(bars_.bars[bar].to), y);
    }
    painter.setPen(QPen(theme().text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

void ValueBarsPlot::paintMark(QCPPainter& painter) const {
    if (!current_) return;
    QRectF column = boxOf(*current_);
    column.setTop(axisRect()->top() + 1);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().highlight, 1));
    painter.drawRect(column.adjusted(-1, 0, 1, -1));
}

QPointF ValueBarsPlot::pixelOf(std::size_t bar) const {
    const auto box = boxOf(bar);
    return {box.center().x(), box.bottom() - 1};
}

std::optional<std::size_t> ValueBarsPlot::barAt(QPointF pos) const {
    if (!axisRect()->rect().contains(pos.toPoint())) return std::nullopt;
    return bars_.barAt(xAxis->pixelToCoord(pos.x()));
}

void ValueBarsPlot::setCurrent(std::optional<std::size_t> bar) {
    if (bar == current_) return;
    current_ = bar;
    emit barChanged();
    redrawLayer("overlay");
}

void ValueBarsPlot::step(int dx) {
    if (bars_.empty()) return;
    const auto last = std::ssize(bars_.bars) - 1;
    const auto now = current_ ? static_cast<std::ptrdiff_t>(*current_) + dx : 0;
    setCurrent(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(now, 0, last)));
}

} // namespace lightcl
