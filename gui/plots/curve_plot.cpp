#include "plots/curve_plot.h"

#include "figures/course.h"
#include "plots/log_ticks.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QApplication>
#include <QMouseEvent>
#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

QVector<double> toVector(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

} // namespace

CurvePlot::CurvePlot(QWidget* parent) : Plot(parent) {
    buildAxes();
    placeLegendBelow();
    connectKeys();
    new PaintedLayer(*axisRect(), "grid", [this](QCPPainter& painter) { paintTaskLines(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connect(this, &Plot::themed, this, &CurvePlot::recolor);
    connect(this, &Plot::viewReset, this, &CurvePlot::showAll);
    connect(this, &QCustomPlot::afterLayout, this, &CurvePlot::labelAxes);
    recolor();
}

void CurvePlot::buildAxes() {
    axisRect()->setupFullAxesBox();
    axisRect()->setRangeZoomAxes({xAxis, yAxis, yAxis2});
    axisRect()->setRangeDragAxes({xAxis, yAxis, yAxis2});
    disconnect(yAxis, nullptr, yAxis2, nullptr);
    // The tasks' names above stand over the epochs below, wherever those are dragged.
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), xAxis2,
            qOverload<const QCPRange&>(&QCPAxis::setRange));
    xAxis2->setTickLabels(true);
    for (auto* axis : {xAxis, xAxis2}) {
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
        axis->setSubTicks(false);
        axis->grid()->setVisible(false);
    }
    xAxis2->setTickLength(0, 0);
    xAxis->setTickLength(0, 4);
    for (auto* axis : {yAxis, yAxis2}) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 4);
        axis->setLabelPadding(4);
    }
}

void CurvePlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(pointNear(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::picked, this, [this] {
        if (current_) emit pointChosen();
    });
    connect(this, &QCustomPlot::mousePress, this, [this](const QMouseEvent* event) { pressedAt_ = event->position(); });
    connect(this, &QCustomPlot::mouseRelease, this, [this](const QMouseEvent* event) {
        const bool dragged = (event->position() - pressedAt_).manhattanLength() >= QApplication::startDragDistance();
        if (dragged || event->button() != Qt::LeftButton) return;
        setCurrent(pointNear(event->position()));
        if (current_) emit pointChosen();
    });
    connect(this, &Plot::stepped, this, [this](int dx, int dy) {
        if (current_) return setCurrent(steppedPoint(curves_, *current_, dx, dy));
        for (std::size_t curve = curves_.size(); curve-- > 0;)
            if (!curves_[curve].x.empty()) return setCurrent(CurvePoint{curve, curves_[curve].x.size() - 1});
    });
}

void CurvePlot::setCourse(int tasks, int epochs) {
    tasks_ = std::max(1, tasks);
    epochs_ = std::max(0, epochs);
    setHome(*xAxis, QCPRange(0, tasks_));
    labelCourse();
}

void CurvePlot::show(const CurvesFigure& figure) {
    const auto scale = [](const ValueAxis& axis) {
        return ValueScale{QString::fromStdString(axis.title), axis.range, axis.logarithmic};
    };
    setScale(scale(figure.left), scale(figure.right));
    setCourse(figure.tasks, figure.epochs);
    setCurves(curvesOf(figure));
}

void CurvePlot::setScale(const ValueScale& left, const ValueScale& right) {
    left_ = left;
    right_ = right;
}

void CurvePlot::setCurves(std::vector<Curve> curves, int legendLimit) {
    curves_ = std::move(curves);
    legendLimit_ = legendLimit;
    if (current_ && (current_->curve >= curves_.size() || current_->index >= curves_[current_->curve].x.size()))
        setCurrent(std::nullopt);
    redraw();
    showAll();
    drawSoon();
}

void CurvePlot::redraw() {
    legend->clearItems();
    clearPlottables();
    for (const auto& curve : curves_)
        if (!curve.low.empty()) drawBand(curve);
    std::vector<QCPGraph*> graphs(curves_.size());
    std::vector<double> widths;
    for (const auto& curve : curves_) widths.push_back(curve.width);
    for (const auto index : drawingOrder(widths)) graphs[index] = drawCurve(curves_[index]);
    const auto count = static_cast<int>(curves_.size());
    if (count >= 2 && count <= legendLimit_)
        for (auto* graph : graphs) graph->addToLegend();
    const bool right = std::any_of(curves_.begin(), curves_.end(), [](const Curve& curve) { return curve.rightAxis; });
    yAxis2->setTicks(right);
    yAxis2->setTickLabels(right);
    yAxis2->setLabel(right ? right_.title : QString());
    titleAxis(*yAxis, left_.title);
    fitLegend();
}

QCPGraph* CurvePlot::drawCurve(const Curve& curve) {
    auto* graph = addGraph(xAxis, curve.rightAxis ? yAxis2 : yAxis);
    const auto color = curve.color.isValid() ? readable(curve.color, theme()) : theme().text;
    QPen pen(color, curve.width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::RoundCap); // closes the joints of segments drawn one by one
    graph->setName(curve.name);
    graph->setPen(pen);
    graph->setData(toVector(curve.x), toVector(curve.y), true);
    if (curve.dots) graph->setScatterStyle({QCPScatterStyle::ssDisc, color, color, dotDiameter(curve.width)});
    return graph;
}

void CurvePlot::drawBand(const Curve& curve) {
    auto* axis = curve.rightAxis ? yAxis2 : yAxis;
    auto* low = addGraph(xAxis, axis);
    auto* high = addGraph(xAxis, axis);
    low->setData(toVector(curve.x), toVector(curve.low), true);
    high->setData(toVector(curve.x), toVector(curve.high), true);
    auto fill = curve.color.isValid() ? readable(curve.color, theme()) : theme().text;
    fill.setAlphaF(static_cast<float>(kBandOpacity));
    high->setBrush(fill);
    high->setChannelFillGraph(low);
    for (auto* edge : {low, high}) edge->setPen(Qt::NoPen);
}

void CurvePlot::recolor() {
    for (auto* axis : {xAxis2, yAxis2}) axis->setBasePen(Qt::NoPen);
    xAxis2->setTickPen(Qt::NoPen);
    yAxis2->setTickPen(QPen(theme().axis, 1));
    xAxis2->setTickLabelColor(theme().mutedText);
    redraw();
}

void CurvePlot::showAll() {
    setHome(*xAxis, QCPRange(0, tasks_));
    fitValueAxis(*yAxis, false, left_);
    fitValueAxis(*yAxis2, true, right_);
}

void CurvePlot::fitValueAxis(QCPAxis& axis, bool right, const ValueScale& scale) {
    std::optional<QCPRange> found;
    for (const auto& curve : curves_) {
        if (curve.rightAxis != right) continue;
        for (const double value : curve.y) {
            if (!std::isfinite(value) || (scale.logarithmic && value <= 0)) continue;
            if (found)
                found->expand(value);
            else
                found = QCPRange(value, value);
        }
    }
    setAxisScale(axis, scale.logarithmic);
    if (scale.fixed) return setHome(axis, QCPRange(scale.fixed->first, scale.fixed->second));
    if (!found) return setHome(axis, QCPRange(scale.logarithmic ? 0.1 : 0, 1));
    if (scale.logarithmic) return setHome(axis, QCPRange(found->lower / 1.5, found->upper * 1.5));
    setHome(axis, QCPRange(std::min(0.0, found->lower * 1.05), found->upper > 0 ? found->upper * 1.05 : 1));
}

void CurvePlot::labelAxes() {
    const bool titled = titleAxis(*yAxis, left_.title);
    const bool spaced = spaceTicks(*yAxis);
    if (spaceTicks(*yAxis2) || spaced || labelCourse() || titled) drawSoon();
}

/// An axis too short for its title has none.
bool CurvePlot::titleAxis(QCPAxis& axis, const QString& title) {
    const auto shown = fontMetrics().horizontalAdvance(title) > axisRect()->height() ? QString() : title;
    if (axis.label() == shown) return false;
    axis.setLabel(shown);
    return true;
}

/// As many ticks as have room for their labels.
bool CurvePlot::spaceTicks(QCPAxis& axis) {
    const int count = std::clamp(axisRect()->height() / (2 * fontMetrics().height()), 2, 8);
    if (axis.ticker()->tickCount() == count) return false;
    axis.ticker()->setTickCount(count);
    return true;
}

bool CurvePlot::labelCourse() {
    const auto& view = xAxis->range();
    const auto widthOf = [this](const std::string& text) {
        return static_cast<double>(fontMetrics().horizontalAdvance(QString::fromStdString(text)));
    };
    const auto labels = courseLabels(tasks_, epochs_, {view.lower, view.upper}, axisRect()->width(), widthOf);
    const auto ticksOf = [](const std::vector<AxisLabel>& texts) {
        TextTicks ticks;
        for (const auto& label : texts) ticks[label.at] = QString::fromStdString(label.text);
        return ticks;
    };
    // A title that the axis rect has no height for would lie on the legend.
    const int line = fontMetrics().height();
    const bool hasRoom = axisRect()->height() + (xAxis->label().isEmpty() ? 0 : line) >= 6 * line;
    const auto title = hasRoom ? QString::fromStdString(labels.title) : QString();
    const bool titleChanged = xAxis->label() != title;
    xAxis->setLabel(title);
    const bool bottomChanged = setTextTicks(*xAxis, ticksOf(labels.epochs));
    return setTextTicks(*xAxis2, ticksOf(labels.tasks)) || bottomChanged || titleChanged;
}

void CurvePlot::setCurrent(std::optional<CurvePoint> point) {
    if (point == current_) return;
    current_ = point;
    emit pointChanged();
    redrawLayer("overlay");
}

QPointF CurvePlot::pixelOf(CurvePoint point) const {
    const auto& curve = curves_[point.curve];
    const auto* axis = curve.rightAxis ? yAxis2 : yAxis;
    return {xAxis->coordToPixel(curve.x[point.index]), axis->coordToPixel(curve.y[point.index])};
}

std::optional<CurvePoint> CurvePlot::pointNear(QPointF pos) const {
    std::vector<PlacedPoint> placed;
    for (std::size_t curve = 0; curve < curves_.size(); ++curve)
        for (std::size_t index = 0; index < curves_[curve].x.size(); ++index) {
            const auto pixel = pixelOf({curve, index});
            if (axisRect()->rect().contains(pixel.toPoint())) placed.push_back({{curve, index}, pixel.x(), pixel.y()});
        }
    return nearestPoint(placed, pos.x(), pos.y(), 60);
}

void CurvePlot::paintTaskLines(QCPPainter& painter) const {
    painter.setPen(QPen(theme().boundary, 1));
    for (int task = 1; task < tasks_; ++task) {
        const double x = std::round(xAxis->coordToPixel(task));
        painter.drawLine(QLineF(x, axisRect()->top(), x, axisRect()->bottom()));
    }
}

void CurvePlot::setMarkedX(std::optional<double> x) {
    if (x == markedX_) return;
    markedX_ = x;
    drawSoon();
}

void CurvePlot::paintMark(QCPPainter& painter) const {
    if (markedX_ && xAxis->range().contains(*markedX_)) {
        const double x = xAxis->coordToPixel(*markedX_);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawLine(QLineF(x, axisRect()->top(), x, axisRect()->bottom()));
    }
    if (!current_) return;
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().text, 1.5));
    painter.drawEllipse(pixelOf(*current_), 6, 6);
}

} // namespace lightcl
