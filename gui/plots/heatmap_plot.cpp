#include "plots/heatmap_plot.h"

#include "plots/color_map.h"
#include "plots/log_ticks.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QApplication>
#include <QSharedPointer>
#include <cmath>
#include <limits>

namespace lightcl {

HeatmapPlot::HeatmapPlot(QWidget* parent) : Plot(parent), map_(nullptr), scale_(new QCPColorScale(this)) {
    buildAxes();
    new PaintedLayer(*axisRect(), "grid", [this](QCPPainter& painter) { paintGround(painter); });
    map_ = new QCPColorMap(xAxis, yAxis);
    map_->setInterpolate(false);
    map_->setTightBoundary(false);
    map_->setColorScale(scale_);
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
    click_.setSingleShot(true);
    connect(&click_, &QTimer::timeout, this, [this] {
        if (clicked_.row < grid_.layers().size()) emit cellPicked(clicked_);
    });
    connect(this, &Plot::picked, this, [this] {
        if (current_) emit cellPicked(*current_);
    });
}

void HeatmapPlot::show(LayerGrid grid, const MetricInfo& metric, bool logarithmic) {
    grid_ = std::move(grid);
    if (current_ && (current_->row >= grid_.layers().size() || current_->column >= grid_.columns().size()))
        setCurrent(std::nullopt);
    setScale(metric, logarithmic);
    fillMap();
    showAll();
    labelColumns();
    labelRows();
    drawSoon();
}

void HeatmapPlot::setScale(const MetricInfo& metric, bool logarithmic) {
    colors_ = colorScale(grid_, metric.scale, logarithmic);
    auto gradient = ColorMap(metric.bounded ? cividis : viridis).gradient();
    if (metric.isYesNo())
        gradient.setColorStops({{0, QColor::fromRgb(kYesNoRgb[0])}, {1, QColor::fromRgb(kYesNoRgb[1])}});
    if (metric.isYesNo()) gradient.setLevelCount(2);
    if (colors_.allZero) gradient.setColorStops({{0, QColor::fromRgb(kZeroRgb)}, {1, QColor::fromRgb(kZeroRgb)}});
    scale_->setGradient(gradient);
    scale_->setDataScaleType(colors_.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    scale_->setDataRange({colors_.lower, colors_.upper});
    auto& axis = *scale_->axis();
    setAxisScale(axis, colors_.logarithmic);
    TextTicks words;
    if (metric.isYesNo() && !colors_.allZero) words = {{0.25, metric.words[0]}, {0.75, metric.words[1]}};
    if (metric.isYesNo() || colors_.allZero) {
        axis.setTicker(QSharedPointer<QCPAxisTickerText>::create());
        setTextTicks(axis, words);
    }
    axis.setLabel(colors_.allZero      ? tr("%1: all values are 0").arg(metric.title)
                  : colors_.marksZeros ? tr("%1 (grey: 0)").arg(metric.title)
                                       : metric.title);
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
            cells->setCell(column, row, colors_.isZero(value) ? std::numeric_limits<double>::quiet_NaN() : value);
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
    doubleClicked_ = false;
    Plot::mousePressEvent(event);
}

/// A cell is picked once it is sure that no second click follows: that would show everything.
void HeatmapPlot::mouseReleaseEvent(QMouseEvent* event) {
    Plot::mouseReleaseEvent(event);
    const bool clicked = (event->position() - pressed_).manhattanLength() < 4 && !doubleClicked_;
    if (!clicked || event->button() != Qt::LeftButton || !current_) return;
    clicked_ = *current_;
    click_.start(QApplication::doubleClickInterval());
}

void HeatmapPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    click_.stop();
    doubleClicked_ = true;
    Plot::mouseDoubleClickEvent(event);
}

} // namespace lightcl
