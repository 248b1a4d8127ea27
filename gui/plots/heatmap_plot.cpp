#include "plots/heatmap_plot.h"

#include "plots/log_ticks.h"
#include "plots/painted_layer.h"

#include <QSharedPointer>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lightcl {

HeatmapPlot::HeatmapPlot(QWidget* parent) : Plot(parent), map_(nullptr), scale_(new QCPColorScale(this)) {
    buildAxes();
    new PaintedLayer(*axisRect(), "grid", [this](QCPPainter& painter) { paintHatch(painter); });
    map_ = new QCPColorMap(xAxis, yAxis);
    map_->setInterpolate(false);
    map_->setTightBoundary(false);
    map_->setColorScale(scale_);
    map_->setGradient(ColorMap().gradient());
    buildMarks();
    connectKeys();
    connect(this, &Plot::themed, this, &HeatmapPlot::recolor);
    connect(this, &Plot::viewReset, this, &HeatmapPlot::showAll);
    connect(this, &QCustomPlot::afterLayout, this, &HeatmapPlot::labelAxes);
    recolor();
}

void HeatmapPlot::buildAxes() {
    plotLayout()->addElement(0, 1, scale_);
    scale_->setBarWidth(12);
    scale_->setRangeDrag(false);
    scale_->setRangeZoom(false);
    auto* margins = new QCPMarginGroup(this);
    axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    scale_->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    axisRect()->setRangeZoom(Qt::Horizontal | Qt::Vertical);
    axisRect()->setupFullAxesBox();
    yAxis->setRangeReversed(true);
    xAxis2->setTickLabels(true);
    disconnect(xAxis, nullptr, xAxis2, nullptr);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), xAxis2,
            qOverload<const QCPRange&>(&QCPAxis::setRange));
    for (auto* axis : {xAxis, xAxis2, yAxis}) axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    for (auto* axis : axisRect()->axes()) {
        axis->grid()->setVisible(false);
        axis->setTickLength(0, 0);
        axis->setSubTicks(false);
        axis->setTickLabelPadding(4);
    }
    xAxis->setTickLength(0, 3);
}

QPointF HeatmapPlot::pixelOf(Cell cell) const {
    return pixelRect(cell, cell).center();
}

void HeatmapPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) {
        const bool inside = axisRect()->rect().contains(pos.toPoint());
        setCurrent(inside ? grid_.cellAt(xAxis->pixelToCoord(pos.x()), yAxis->pixelToCoord(pos.y())) : std::nullopt);
    });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &HeatmapPlot::stepCurrent);
    connect(this, &Plot::picked, this, [this] {
        if (current_) emit cellPicked(*current_);
    });
}

void HeatmapPlot::show(HeatmapGrid grid, const MetricInfo& metric, bool logarithmic) {
    grid_ = std::move(grid);
    if (current_ && (current_->row >= grid_.layers().size() || current_->column >= grid_.columns().size()))
        setCurrent(std::nullopt);
    setScale(metric, logarithmic && !metric.bounded);
    fillMap();
    showAll();
    labelColumns();
    labelRows();
    drawSoon();
}

void HeatmapPlot::setScale(const MetricInfo& metric, bool logarithmic) {
    const auto found = grid_.range(logarithmic);
    smallest_ = logarithmic && found ? found->first : -std::numeric_limits<double>::infinity();
    QCPRange range(0, 1);
    if (!metric.bounded && found) {
        range.lower = logarithmic ? found->first : std::min(0.0, found->first);
        range.upper = found->second > range.lower ? found->second : range.lower + (logarithmic ? range.lower : 1.0);
    } else if (logarithmic) {
        range.lower = 0.1;
    }
    scale_->setDataScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    scale_->setDataRange(range);
    auto& axis = *scale_->axis();
    setAxisScale(axis, logarithmic);
    axis.setLabel(metric.title);
}

void HeatmapPlot::fillMap() {
    const auto columns = static_cast<int>(grid_.columns().size());
    const auto rows = static_cast<int>(grid_.layers().size());
    const auto rangeOf = [](int count) { return count > 1 ? QCPRange(0, count - 1) : QCPRange(-0.5, 0.5); };
    auto* cells = map_->data();
    cells->setSize(columns, rows);
    cells->setRange(rangeOf(columns), rangeOf(rows));
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const double value = grid_.at({static_cast<std::size_t>(row), static_cast<std::size_t>(column)});
            cells->setCell(column, row, std::isnan(value) ? value : std::max(value, smallest_));
        }
}

void HeatmapPlot::showAll() {
    if (grid_.empty()) return;
    setHome(*xAxis, QCPRange(-0.5, static_cast<double>(grid_.columns().size()) - 0.5));
    setHome(*yAxis, QCPRange(-0.5, static_cast<double>(grid_.layers().size()) - 0.5));
}

void HeatmapPlot::setCurrent(std::optional<Cell> cell) {
    if (cell == current_) return;
    current_ = cell;
    emit cellChanged();
    layer("overlay")->replot();
}

void HeatmapPlot::stepCurrent(int dx, int dy) {
    if (grid_.empty()) return;
    setCurrent(current_ ? grid_.moved(*current_, dx, dy) : Cell{pinned_.value_or(0), grid_.columns().size() - 1});
}

void HeatmapPlot::setPinnedRow(std::optional<std::size_t> row) {
    pinned_ = row;
    drawSoon();
}

void HeatmapPlot::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->position();
    Plot::mousePressEvent(event);
}

void HeatmapPlot::mouseReleaseEvent(QMouseEvent* event) {
    Plot::mouseReleaseEvent(event);
    const bool clicked = (event->position() - pressed_).manhattanLength() < 4;
    if (clicked && event->button() == Qt::LeftButton && current_) emit cellPicked(*current_);
}

} // namespace lightcl
