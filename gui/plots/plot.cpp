#include "plots/plot.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

Plot::Plot(QWidget* parent) : QCustomPlot(parent), theme_(PlotTheme::fromPalette(palette())) {
    setLocale(QLocale::c());
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setNoAntialiasingOnDrag(false);
    // As one path a noisy curve of thousands of points takes Qt seconds to fill, for it crosses itself everywhere.
    // Figures that are exported as vectors are one path still.
    setPlottingHint(QCP::phFastPolylines);
    legend->setVisible(false);
    setAutoAddPlottableToLegend(false);
    connect(this, &QCustomPlot::mouseDoubleClick, this, &Plot::resetView);
    for (auto* axis : axisRect()->axes())
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this, axis] { bound(*axis); });
    applyTheme();
}

void Plot::setTheme(const PlotTheme& theme) {
    if (theme == theme_) return;
    theme_ = theme;
    applyTheme();
    emit themed();
    drawSoon();
}

void Plot::styleAxis(QCPAxis& axis) const {
    const QPen line(theme_.axis, 1);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTickPen(line);
    axis.setTickLabelColor(theme_.text);
    axis.setLabelColor(theme_.text);
    axis.setTickLabelFont(font());
    axis.setLabelFont(font());
    axis.grid()->setPen(QPen(theme_.grid, 1));
    axis.grid()->setZeroLinePen(QPen(theme_.grid, 1));
}

void Plot::applyTheme() {
    setBackground(theme_.background);
    for (auto* rect : axisRects())
        for (auto* axis : rect->axes()) styleAxis(*axis);
    legend->setFont(font());
    legend->setTextColor(theme_.text);
    legend->setBrush(Qt::NoBrush);
    legend->setBorderPen(Qt::NoPen);
    // A line of text is cut off below when the icon beside it is lower.
    legend->setIconSize(16, QFontMetrics(font()).height() + 2);
}

void Plot::resetView() {
    followsData_ = true;
    for (const auto& [axis, home] : homes_) axis->setRange(home);
    emit viewReset();
    checkZoom();
    drawSoon();
}

void Plot::setHome(QCPAxis& axis, const QCPRange& range) {
    homes_[&axis] = range;
    if (followsData_)
        axis.setRange(range);
    else
        bound(axis);
    checkZoom();
}

/// Keeps a zoomed axis within its home. On a logarithmic scale lengths are those of the exponents.
void Plot::bound(QCPAxis& axis) {
    if (followsData_) {
        homes_[&axis] = axis.range();
        return;
    }
    const auto known = homes_.find(&axis);
    const auto zoomable = axisRect()->rangeZoomAxes(axis.orientation());
    if (known == homes_.end() || !zoomable.contains(&axis)) return;
    const bool logarithmic = axis.scaleType() == QCPAxis::stLogarithmic && known->second.lower > 0;
    const auto length = [&](double value) { return logarithmic ? std::log(value) : value; };
    const double low = length(known->second.lower);
    const double high = length(known->second.upper);
    const double size = std::min(length(axis.range().upper) - length(axis.range().lower), high - low);
    const double begin = std::clamp(length(axis.range().lower), low, std::max(low, high - size));
    const auto value = [&](double at) { return logarithmic ? std::exp(at) : at; };
    const double slack = 1e-9 * (high - low); // rounding must neither count as a zoom nor set a range without end
    if (size >= high - low - slack) return axis.setRange(known->second);
    const bool inside = length(axis.range().lower) >= low - slack && length(axis.range().upper) <= high + slack;
    if (!inside) axis.setRange(value(begin), value(begin + size));
}

void Plot::checkZoom() {
    bool isZoomed = false;
    for (const auto& [axis, home] : homes_)
        if (axisRect()->rangeZoomAxes(axis->orientation()).contains(axis)) isZoomed = isZoomed || axis->range() != home;
    if (!isZoomed) followsData_ = true;
    if (isZoomed == isZoomed_) return;
    isZoomed_ = isZoomed;
    emit zoomed(isZoomed);
}

void Plot::zoomBy(double factor) {
    if (!interactions().testFlag(QCP::iRangeZoom)) return;
    followsData_ = false;
    for (auto* axis : axisRect()->axes()) {
        if (!axisRect()->rangeZoomAxes(axis->orientation()).contains(axis)) continue;
        axis->scaleRange(factor, axis->range().center());
    }
    checkZoom();
    drawSoon();
}

void Plot::redrawLayer(const char* layerName) {
    if (!isVisible()) return drawSoon();
    layer(layerName)->replot();
}

void Plot::drawSoon() {
    drawWhenShown_ = !isVisible();
    if (!drawWhenShown_) replot(rpQueuedReplot);
}

void Plot::placeLegendBelow() {
    legendBelow_ = true;
    auto* row = new QCPLayoutGrid;
    plotLayout()->addElement(plotLayout()->rowCount(), 0, row);
    row->addElement(0, 0, legend);
    // Keeps the legend compact at the left, and the row wide when the legend is empty.
    row->addElement(0, 1, new QCPLayoutElement(this));
    row->setColumnStretchFactor(0, 0.001);
    plotLayout()->setRowStretchFactor(plotLayout()->rowCount() - 1, 0.001);
    legend->setFillOrder(QCPLegend::foColumnsFirst);
    legend->setRowSpacing(0);
    legend->setColumnSpacing(10);
    legend->setMargins({6, 2, 6, 4});
    legend->setVisible(true);
}

void Plot::fitLegend() {
    if (!legendBelow_) return;
    int widest = 1;
    int highest = 0;
    for (int item = 0; item < legend->itemCount(); ++item) {
        if (!legend->item(item)) continue;
        const auto size = legend->item(item)->minimumOuterSizeHint();
        widest = std::max(widest, size.width());
        highest = std::max(highest, size.height());
    }
    const int columns = std::max(1, (viewport().width() - 12) / (widest + legend->columnSpacing()));
    const int rows = (legend->itemCount() + columns - 1) / columns;
    const bool fits = rows > 0 && rows * highest <= legendShare_ * viewport().height();
    legend->setVisible(fits);
    legend->setMinimumSize(fits ? QSize(0, 0) : QSize(1, 1));
    legend->setMaximumSize(fits ? QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX) : QSize(QWIDGETSIZE_MAX, 1));
    if (legend->wrap() == columns) return;
    legend->setWrap(columns);
    legend->setFillOrder(QCPLegend::foColumnsFirst, true);
}

void Plot::setLegendShare(double share) {
    legendShare_ = share;
    fitLegend();
}

void Plot::redress() {
    applyTheme();
    // A colour scale keeps the largest margins that it ever had, and its neighbours with it.
    for (auto* element : plotLayout()->elements(true))
        if (auto* scale = qobject_cast<QCPColorScale*>(element)) scale->setMargins({});
    emit themed();
    fitLegend();
    drawSoon();
}

void Plot::changeEvent(QEvent* event) {
    QCustomPlot::changeEvent(event);
    const auto type = event->type();
    if (type == QEvent::PaletteChange || type == QEvent::StyleChange) setTheme(PlotTheme::fromPalette(palette()));
    if (type == QEvent::FontChange) redress();
}

void Plot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        emit stepped(-1, 0);
        break;
    case Qt::Key_Right:
        emit stepped(1, 0);
        break;
    case Qt::Key_Up:
        emit stepped(0, -1);
        break;
    case Qt::Key_Down:
        emit stepped(0, 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        emit picked();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(0.8);
        break;
    case Qt::Key_Minus:
        zoomBy(1.25);
        break;
    case Qt::Key_Home:
        resetView();
        break;
    case Qt::Key_Escape:
        emit cancelled();
        break;
    default:
        QCustomPlot::keyPressEvent(event);
    }
}

void Plot::mouseMoveEvent(QMouseEvent* event) {
    const bool drags = event->buttons() & Qt::LeftButton && interactions().testFlag(QCP::iRangeDrag);
    if (drags) followsData_ = false;
    QCustomPlot::mouseMoveEvent(event);
    if (drags) checkZoom();
    emit pointerAt(event->position());
}

void Plot::wheelEvent(QWheelEvent* event) {
    if (!interactions().testFlag(QCP::iRangeZoom)) {
        event->ignore();
        return;
    }
    followsData_ = false;
    QCustomPlot::wheelEvent(event);
    checkZoom();
}

void Plot::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    emit pointerLeft();
}

void Plot::resizeEvent(QResizeEvent* event) {
    setViewport(rect());
    fitLegend();
    QCustomPlot::resizeEvent(event);
}

void Plot::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    if (drawWhenShown_) drawSoon();
}

void Plot::paintEvent(QPaintEvent* event) {
    // A picture may be taken of a plot that was never shown. Labels that are chosen once the size is known draw it
    // anew.
    for (int pass = 0; drawWhenShown_ && pass < 3; ++pass) {
        drawWhenShown_ = false;
        replot(rpQueuedRefresh);
    }
    QCustomPlot::paintEvent(event);
    if (!focusedByKey_) return;
    QPainter painter(this);
    painter.setPen(QPen(theme_.highlight, 2));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void Plot::focusInEvent(QFocusEvent* event) {
    QCustomPlot::focusInEvent(event);
    const auto reason = event->reason();
    focusedByKey_ =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    update();
}

void Plot::focusOutEvent(QFocusEvent* event) {
    QCustomPlot::focusOutEvent(event);
    focusedByKey_ = false;
    emit pointerLeft();
    update();
}

} // namespace lightcl
