#include "plots/tradeoff_plot.h"

#include "base/units.h"
#include "compare/comparison_words.h"
#include "plots/label_places.h"
#include "plots/log_ticks.h"
#include "plots/painted_layer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace lightcl {

namespace {

constexpr double kMarkRadius = 5;

QString tradeoffText(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

TradeoffPlot::TradeoffPlot(QWidget* parent) : Plot(parent) {
    for (auto* axis : {xAxis, yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 4);
        axis->setNumberFormat("gbc");
    }
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) { paintPoints(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connectKeys();
}

void TradeoffPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(pointNear(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &TradeoffPlot::step);
    connect(this, &Plot::picked, this, &TradeoffPlot::pickCurrent);
    connect(this, &Plot::viewReset, this, &TradeoffPlot::fitRange);
}

void TradeoffPlot::show(Content content) {
    content_ = std::move(content);
    setCurrent(std::nullopt);
    fitRange();
    drawSoon();
}

const TradeoffPoint* TradeoffPlot::currentPoint() const {
    return current_ && *current_ < points().size() ? &points()[*current_] : nullptr;
}

double TradeoffPlot::shownX(double value) const {
    return shownAmount(*content_.tradeoff.x, value);
}

double TradeoffPlot::shownY(double value) const {
    return shownAmount(*content_.tradeoff.y, value);
}

QPointF TradeoffPlot::pixelOf(std::size_t point) const {
    return {xAxis->coordToPixel(shownX(points()[point].x.mean)), yAxis->coordToPixel(shownY(points()[point].y.mean))};
}

void TradeoffPlot::fitRange() {
    if (content_.tradeoff.x == nullptr) return;
    fitAxis(*xAxis, true);
    fitAxis(*yAxis, false);
}

/// Everything with its deviation, and a budget that does not lie far beyond.
void TradeoffPlot::fitAxis(QCPAxis& axis, bool across) {
    const RunFigure& figure = across ? *content_.tradeoff.x : *content_.tradeoff.y;
    axis.setLabel(tradeoffText(axisTitle(figure)));
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    double least = low;
    for (const auto& point : points()) {
        const MeanSd& value = across ? point.x : point.y;
        low = std::min(low, shownAmount(figure, value.mean - value.sd.value_or(0)));
        high = std::max(high, shownAmount(figure, value.mean + value.sd.value_or(0)));
        least = std::min(least, shownAmount(figure, value.mean));
    }
    const bool logarithmic = across && content_.logarithmic && least > 0;
    setAxisScale(axis, logarithmic);
    if (!(low <= high)) return setHome(axis, {0, 1});
    const double budget = static_cast<double>(content_.budgetBytes) / kMiB;
    if (figure.kind == FigureKind::Bytes && budget > high && budget <= 1.5 * high) high = budget;
    if (logarithmic) return setHome(axis, {(low > 0 ? low : least) / 1.4, high * 1.6});
    const double margin = high > low ? 0.12 * (high - low) : std::max(1.0, std::abs(high) * 0.1);
    setHome(axis, {low - margin, high + margin});
}

std::optional<std::size_t> TradeoffPlot::pointNear(QPointF pos) const {
    constexpr double reach = 30;
    std::optional<std::size_t> nearest;
    double shortest = reach;
    for (std::size_t point = 0; point < points().size(); ++point) {
        const double distance = QLineF(pixelOf(point), pos).length();
        if (!(distance <= shortest)) continue;
        shortest = distance;
        nearest = point;
    }
    return nearest;
}

void TradeoffPlot::setCurrent(std::optional<std::size_t> point) {
    if (point == current_) return;
    current_ = point;
    emit pointChanged();
    redrawLayer("overlay");
}

/// Left and right in order of x, up and down in order of y.
void TradeoffPlot::step(int dx, int dy) {
    if (points().empty()) return;
    std::vector<std::size_t> order(points().size());
    for (std::size_t place = 0; place < order.size(); ++place) order[place] = place;
    const bool across = dx != 0;
    std::ranges::stable_sort(
        order, {}, [&](std::size_t place) { return across ? points()[place].x.mean : -points()[place].y.mean; });
    if (!current_) return setCurrent(order.front());
    const auto at = std::ranges::find(order, *current_) - order.begin();
    setCurrent(order[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + dx + dy, 0, std::ssize(order) - 1))]);
}

void TradeoffPlot::pickCurrent() {
    if (const auto* point = currentPoint()) emit pointPicked(std::vector<RunId>(point->runs));
}

void TradeoffPlot::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) pressed_ = event->pos();
    Plot::mousePressEvent(event);
}

/// A click, which is no drag.
void TradeoffPlot::mouseReleaseEvent(QMouseEvent* event) {
    const auto pressed = std::exchange(pressed_, std::nullopt);
    Plot::mouseReleaseEvent(event);
    if (!pressed || (*pressed - event->pos()).manhattanLength() > 4) return;
    setCurrent(pointNear(event->position()));
    pickCurrent();
}

void TradeoffPlot::paintPoints(QCPPainter& painter) const {
    if (content_.tradeoff.x == nullptr) return;
    painter.setAntialiasing(true);
    paintBudget(painter);
    paintFront(painter);
    for (const bool front : {false, true})
        for (std::size_t point = 0; point < points().size(); ++point)
            if (points()[point].onFront == front) paintPoint(painter, point);
    paintNames(painter);
}

/// Steps: between two points of the front one has what the better affordable one of them gives.
std::vector<QLineF> TradeoffPlot::frontLines() const {
    std::vector<QLineF> lines;
    const auto& front = content_.tradeoff.front;
    for (std::size_t at = 1; at < front.size(); ++at) {
        const auto from = pixelOf(front[at - 1]);
        const auto to = pixelOf(front[at]);
        const QPointF corner = content_.tradeoff.firstHolds() ? QPointF(to.x(), from.y()) : QPointF(from.x(), to.y());
        lines.emplace_back(from, corner);
        lines.emplace_back(corner, to);
    }
    return lines;
}

void TradeoffPlot::paintFront(QCPPainter& painter) const {
    painter.setPen(QPen(theme().axis, 1.5, Qt::DashLine));
    for (const auto& line : frontLines()) painter.drawLine(line);
}

void TradeoffPlot::paintPoint(QCPPainter& painter, std::size_t place) const {
    const auto& point = points()[place];
    QColor color = readable(toQColor(point.color), theme());
    if (!point.onFront) color = mix(theme().background, color, 0.45);
    const auto center = pixelOf(place);
    painter.setPen(QPen(color, 1.5));
    const auto bar = [&](const MeanSd& value, bool across) {
        if (!value.sd || *value.sd <= 0) return;
        const auto pixel = [&](double at) {
            return across ? xAxis->coordToPixel(shownX(at)) : yAxis->coordToPixel(shownY(at));
        };
        const double from = pixel(value.mean - *value.sd);
        const double to = pixel(value.mean + *value.sd);
        if (!std::isfinite(from) || !std::isfinite(to)) return;
        painter.drawLine(across ? QLineF(from, center.y(), to, center.y()) : QLineF(center.x(), from, center.x(), to));
    };
    bar(point.x, true);
    bar(point.y, false);
    painter.setPen(QPen(theme().background, 1));
    painter.setBrush(color);
    painter.drawEllipse(center, kMarkRadius, kMarkRadius);
    const bool picked = std::ranges::any_of(point.runs, [&](RunId run) { return content_.picked.contains(run); });
    if (!picked) return;
    painter.setPen(QPen(theme().text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(center, kMarkRadius + 3, kMarkRadius + 3);
}

/// Those on the front choose their places first.
void TradeoffPlot::paintNames(QCPPainter& painter) const {
    painter.setFont(font());
    const QFontMetricsF metrics(font());
    std::vector<std::size_t> order = content_.tradeoff.front;
    for (std::size_t point = 0; point < points().size(); ++point)
        if (!points()[point].onFront) order.push_back(point);
    std::vector<LabelWish> wishes;
    for (const auto point : order) {
        const auto text = tradeoffText(points()[point].label);
        wishes.push_back({pixelOf(point), {metrics.horizontalAdvance(text) + 4, metrics.height()}});
    }
    const auto places = labelPlaces(wishes, QRectF(axisRect()->rect()), kMarkRadius, frontLines());
    for (std::size_t at = 0; at < order.size(); ++at) {
        if (!places[at]) continue;
        painter.setPen(points()[order[at]].onFront ? theme().text : theme().mutedText);
        painter.drawText(*places[at], Qt::AlignCenter, tradeoffText(points()[order[at]].label));
    }
}

void TradeoffPlot::paintBudget(QCPPainter& painter) const {
    if (content_.budgetBytes <= 0) return;
    const QRectF area(axisRect()->rect());
    const double budget = static_cast<double>(content_.budgetBytes) / kMiB;
    const auto text = tr("budget %1").arg(tradeoffText(formatBytes(content_.budgetBytes)));
    const QColor color = readable(QColor(205, 30, 30), theme(), 4.5);
    painter.setFont(font());
    const double high = painter.fontMetrics().height();
    const double wide = painter.fontMetrics().horizontalAdvance(text) + 4;
    painter.setPen(QPen(color, 1.5, Qt::DashLine));
    if (content_.tradeoff.x->kind == FigureKind::Bytes && xAxis->range().contains(budget)) {
        const double x = xAxis->coordToPixel(budget);
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()));
        const double left = x + 3 + wide <= area.right() ? x + 3 : x - 3 - wide;
        painter.drawText(QRectF(left, area.bottom() - high - 2, wide, high), Qt::AlignCenter, text);
    }
    if (content_.tradeoff.y->kind == FigureKind::Bytes && yAxis->range().contains(budget)) {
        const double y = yAxis->coordToPixel(budget);
        painter.drawLine(QLineF(area.left(), y, area.right(), y));
        painter.drawText(QRectF(area.right() - wide - 2, y - high - 1, wide, high), Qt::AlignCenter, text);
    }
}

void TradeoffPlot::paintMark(QCPPainter& painter) const {
    if (!currentPoint()) return;
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().highlight, 2));
    painter.drawEllipse(pixelOf(*current_), kMarkRadius + 3, kMarkRadius + 3);
}

} // namespace lightcl
