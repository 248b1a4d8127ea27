#include "plots/parallel_plot.h"

#include "plots/painted_layer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace lightcl {

namespace {

constexpr double kAxisReach = 8;  ///< pixels to both sides of an axis in which it is dragged
constexpr double kLineReach = 12; ///< from a line at which it is chosen
constexpr double kClick = 4;      ///< the pointer's way that is no drag yet

} // namespace

ParallelPlot::ParallelPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    for (auto* axis : {xAxis, yAxis}) axis->setVisible(false);
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setMargins({0, 0, 0, 0});
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) {
        paintLines(painter);
        paintAxes(painter);
    });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) {
        if (!dragged_) setCurrent(runNear(pos), axisAt(pos).value_or(axis_));
    });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt, axis_); });
    connect(this, &Plot::stepped, this, &ParallelPlot::step);
    connect(this, &Plot::cancelled, this, &ParallelPlot::clearBrushes);
    connect(this, &Plot::picked, this, [this] {
        if (run_) emit runPicked(axes_.runs[*run_]);
    });
}

void ParallelPlot::show(ParallelAxes axes) {
    const auto same = [](const ParallelAxis& a, const ParallelAxis& b) { return a.title == b.title; };
    const bool keeps = std::equal(axes.axes.begin(), axes.axes.end(), axes_.axes.begin(), axes_.axes.end(), same);
    axes_ = std::move(axes);
    if (!keeps) brushes_.clear();
    axis_ = std::min(axis_, axes_.axes.empty() ? 0 : axes_.axes.size() - 1);
    run_.reset();
    drawSoon();
    if (!keeps) emit brushesChanged();
}

/// Room for a title of two lines and a number at both ends of each axis.
QRectF ParallelPlot::field() const {
    const double line = fontMetrics().height();
    const QRectF all = axisRect()->rect();
    const double column = axes_.axes.empty() ? all.width() : all.width() / static_cast<double>(axes_.axes.size());
    return all.adjusted(column / 2, 3 * line + 8, -column / 2, -line - 8);
}

double ParallelPlot::columnWidth() const {
    return axisRect()->width() / std::max<double>(1, static_cast<double>(axes_.axes.size()));
}

double ParallelPlot::xOf(std::size_t axis) const {
    return std::round(field().left() + columnWidth() * static_cast<double>(axis));
}

double ParallelPlot::placeAt(double y) const {
    const QRectF inside = field();
    return std::clamp((inside.bottom() - y) / std::max(1.0, inside.height()), 0.0, 1.0);
}

QPointF ParallelPlot::pixelOf(std::size_t run, std::size_t axis) const {
    const QRectF inside = field();
    return {xOf(axis), inside.bottom() - inside.height() * axes_.axes[axis].placeOfRun(run)};
}

QPolygonF ParallelPlot::lineOf(std::size_t run) const {
    QPolygonF line;
    for (std::size_t axis = 0; axis < axes_.axes.size(); ++axis) line << pixelOf(run, axis);
    return line;
}

std::optional<std::size_t> ParallelPlot::axisAt(QPointF pos) const {
    for (std::size_t axis = 0; axis < axes_.axes.size(); ++axis)
        if (std::abs(pos.x() - xOf(axis)) <= kAxisReach) return axis;
    return std::nullopt;
}

std::optional<std::size_t> ParallelPlot::runNear(QPointF pos) const {
    const auto within = withinBrushes(axes_, brushes_);
    std::optional<std::size_t> nearest;
    double shortest = kLineReach;
    const double along = (pos.x() - field().left()) / std::max(1.0, columnWidth());
    const auto last = static_cast<double>(axes_.axes.size()) - 1;
    if (axes_.axes.empty() || along < -0.5 || along > last + 0.5) return std::nullopt;
    const double at = std::clamp(along, 0.0, last);
    const auto left = static_cast<std::size_t>(std::floor(at));
    const auto right = std::min(left + 1, axes_.axes.size() - 1);
    for (std::size_t run = 0; run < axes_.runs.size(); ++run) {
        if (!within[run]) continue;
        const double from = pixelOf(run, left).y();
        const double y = from + (pixelOf(run, right).y() - from) * (at - std::floor(at));
        const double distance = std::abs(y - pos.y());
        if (distance > shortest) continue;
        shortest = distance;
        nearest = run;
    }
    return nearest;
}

void ParallelPlot::setCurrent(std::optional<std::size_t> run, std::size_t axis) {
    if (run == run_ && axis == axis_) return;
    run_ = run;
    axis_ = axis;
    emit runChanged();
    redrawLayer("overlay");
}

const AxisBrush* ParallelPlot::brushOf(std::size_t axis) const {
    const auto found =
        std::find_if(brushes_.begin(), brushes_.end(), [&](const AxisBrush& brush) { return brush.axis == axis; });
    return found == brushes_.end() ? nullptr : &*found;
}

void ParallelPlot::setBrush(std::size_t axis, std::optional<std::pair<double, double>> part) {
    std::erase_if(brushes_, [&](const AxisBrush& brush) { return brush.axis == axis; });
    if (part) brushes_.push_back({axis, part->first, part->second});
    const auto within = withinBrushes(axes_, brushes_);
    if (run_ && !within[*run_]) setCurrent(std::nullopt, axis_);
    emit brushesChanged();
    drawSoon();
}

void ParallelPlot::clearBrushes() {
    if (brushes_.empty()) return;
    brushes_.clear();
    emit brushesChanged();
    drawSoon();
}

/// Up and down go through the runs that are kept, in the order in which they cross the axis.
void ParallelPlot::step(int dx, int dy) {
    if (axes_.axes.empty()) return;
    const auto last = std::ssize(axes_.axes) - 1;
    const auto axis =
        static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(axis_) + dx, 0, last));
    const auto within = withinBrushes(axes_, brushes_);
    std::vector<std::size_t> order;
    for (std::size_t run = 0; run < within.size(); ++run)
        if (within[run]) order.push_back(run);
    if (order.empty()) return setCurrent(std::nullopt, axis);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return axes_.axes[axis].placeOfRun(a) > axes_.axes[axis].placeOfRun(b);
    });
    const auto at = run_ ? std::find(order.begin(), order.end(), *run_) : order.end();
    if (at == order.end()) return setCurrent(order.front(), axis);
    const auto next = std::clamp<std::ptrdiff_t>(at - order.begin() + dy, 0, std::ssize(order) - 1);
    setCurrent(order[static_cast<std::size_t>(next)], axis);
}

/// Keeps the runs with the chosen one's value; once more lets it go.
void ParallelPlot::brushCurrent() {
    if (!run_ || axes_.axes.empty()) return;
    const double place = axes_.axes[axis_].placeOfRun(*run_);
    if (const auto* brush = brushOf(axis_); brush != nullptr && brush->low == place && brush->high == place)
        return setBrush(axis_, std::nullopt);
    setBrush(axis_, std::pair(place, place));
}

void ParallelPlot::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_B) return brushCurrent();
    Plot::keyPressEvent(event);
}

void ParallelPlot::mousePressEvent(QMouseEvent* event) {
    Plot::mousePressEvent(event);
    if (event->button() != Qt::LeftButton) return;
    pressed_ = event->position();
    dragged_ = axisAt(event->position());
}

void ParallelPlot::mouseMoveEvent(QMouseEvent* event) {
    Plot::mouseMoveEvent(event);
    if (!pressed_ || !dragged_ || std::abs(event->position().y() - pressed_->y()) < kClick) return;
    const auto part = std::minmax({placeAt(pressed_->y()), placeAt(event->position().y())});
    setBrush(*dragged_, std::pair(part.first, part.second));
}

void ParallelPlot::mouseReleaseEvent(QMouseEvent* event) {
    Plot::mouseReleaseEvent(event);
    const auto pressed = std::exchange(pressed_, std::nullopt);
    const auto dragged = std::exchange(dragged_, std::nullopt);
    if (event->button() != Qt::LeftButton || !pressed) return;
    if ((event->position() - *pressed).manhattanLength() >= kClick) return;
    if (dragged && brushOf(*dragged) != nullptr) return setBrush(*dragged, std::nullopt);
    if (const auto run = runNear(event->position())) emit runPicked(axes_.runs[*run]);
}

void ParallelPlot::paintLines(QCPPainter& painter) const {
    const auto within = withinBrushes(axes_, brushes_);
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    for (const bool kept : {false, true})
        for (std::size_t run = 0; run < axes_.runs.size(); ++run) {
            if (within[run] != kept) continue;
            const QColor color = readable(toQColor(axes_.colors[run]), theme());
            painter.setPen(kept ? QPen(color, 1.5) : QPen(mix(theme().background, color, 0.2), 1));
            painter.drawPolyline(lineOf(run));
        }
}

void ParallelPlot::paintAxes(QCPPainter& painter) const {
    const QRectF inside = field();
    painter.setAntialiasing(false);
    for (std::size_t axis = 0; axis < axes_.axes.size(); ++axis) {
        const double x = xOf(axis);
        painter.setPen(QPen(theme().axis, 1));
        painter.drawLine(QLineF(x, inside.top(), x, inside.bottom()));
        if (const auto* brush = brushOf(axis)) {
            const QRectF part(QPointF(x - 5, inside.bottom() - inside.height() * brush->high - 3),
                              QPointF(x + 5, inside.bottom() - inside.height() * brush->low + 3));
            QColor fill = palette().color(QPalette::Highlight);
            fill.setAlpha(110);
            painter.setBrush(fill);
            painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
            painter.drawRect(part);
            painter.setBrush(Qt::NoBrush);
        }
        paintTexts(painter, axis);
    }
}

/// The title on top, numbers at both ends, words where they stand as far as they have room.
void ParallelPlot::paintTexts(QCPPainter& painter, std::size_t axis) const {
    const auto& of = axes_.axes[axis];
    const QRectF inside = field();
    const double line = fontMetrics().height();
    const double width = columnWidth() - 8;
    const double x = xOf(axis);
    const auto write = [&](double y, const QString& text, bool onGround) {
        const auto fitted = fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width));
        const double needed = fontMetrics().horizontalAdvance(fitted) + 6;
        const QRectF box(x - needed / 2, y - line / 2, needed, line);
        if (onGround) painter.fillRect(box, theme().background);
        painter.setPen(theme().text);
        painter.drawText(box, Qt::AlignCenter, fitted);
    };
    painter.setFont(font());
    paintTitle(painter, axis);
    if (of.categories.empty()) {
        const auto number = [](double value) { return QString::number(value, 'g', 4); };
        const double low = inside.bottom() - inside.height() * of.placeOf(of.low);
        write(inside.top() - line / 2 - 2, number(of.high), false);
        if (of.high > of.low)
            write(of.hasRunsWithout() ? low : inside.bottom() + line / 2 + 2, number(of.low), of.hasRunsWithout());
    } else {
        double lastY = inside.bottom() + 2 * line;
        for (std::size_t word = 0; word < of.categories.size(); ++word) {
            const double y = inside.bottom() - inside.height() * of.placeOf(static_cast<double>(word));
            if (lastY - y < line) continue;
            write(y, QString::fromStdString(of.categories[word]), true);
            lastY = y;
        }
    }
    if (of.hasRunsWithout()) write(inside.bottom() + line / 2 + 2, tr("none"), false);
}

/// Where the columns are narrower than the titles, every other one stands a line higher, and each has the room of two.
void ParallelPlot::paintTitle(QCPPainter& painter, std::size_t axis) const {
    const QRectF all = axisRect()->rect();
    const double line = fontMetrics().height();
    double widest = 0;
    for (const auto& each : axes_.axes)
        widest = std::max<double>(widest, fontMetrics().horizontalAdvance(QString::fromStdString(each.title)));
    const bool inTurn = widest > columnWidth() - 8;
    const auto text = fontMetrics().elidedText(QString::fromStdString(axes_.axes[axis].title), Qt::ElideRight,
                                               static_cast<int>((inTurn ? 2 : 1) * columnWidth() - 8));
    const double width = fontMetrics().horizontalAdvance(text) + 2.0;
    const double left =
        std::clamp(xOf(axis) - width / 2, all.left() + 1, std::max(all.left() + 1, all.right() - width));
    const double top = field().top() - (inTurn && axis % 2 == 1 ? 3 : 2) * line - 6;
    painter.setPen(theme().text);
    painter.drawText(QRectF(left, top, width, line), Qt::AlignCenter, text);
}

void ParallelPlot::paintMark(QCPPainter& painter) const {
    if (!run_ || *run_ >= axes_.runs.size()) return;
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().highlight, 3));
    painter.drawPolyline(lineOf(*run_));
    painter.setBrush(theme().background);
    painter.drawEllipse(pixelOf(*run_, axis_), 4, 4);
}

} // namespace lightcl
