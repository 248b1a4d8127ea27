#include "plots/rank_plot.h"

#include "compare/rank_words.h"
#include "plots/painted_layer.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr double kTick = 5;
constexpr double kNameGap = 4; ///< between leader and name

} // namespace

RankPlot::RankPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    for (auto* axis : axisRect()->axes()) axis->setVisible(false);
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setMargins({8, 6, 8, 6});
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) {
        paintAxis(painter);
        paintGroups(painter);
    });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connectKeys();
    connect(this, &Plot::themed, this, &Plot::drawSoon);
}

void RankPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(groupAt(pos)); });
    connect(this, &Plot::stepped, this, [this](int dx, int dy) { step(dy - dx); });
    connect(this, &Plot::cancelled, this, [this] { setCurrent(std::nullopt); });
}

void RankPlot::show(RankComparison comparison) {
    comparison_ = std::move(comparison);
    diagram_ = rankDiagramOf(comparison_);
    current_.reset();
    emit groupChanged();
    const double line = QFontMetricsF(font()).height();
    const double lines = 4.5 + 0.6 * static_cast<double>(diagram_.levels) + 1.05 * static_cast<double>(diagram_.rows);
    setMinimumHeight(static_cast<int>(std::ceil(lines * line)) + 12);
    updateGeometry();
    drawSoon();
}

QSize RankPlot::sizeHint() const {
    return {480, std::max(200, minimumHeight())};
}

/// Names take as much as the widest of their side needs, a third of the width at most.
RankPlot::Places RankPlot::places() const {
    const QRectF area = axisRect()->rect();
    const QFontMetricsF metrics(font());
    const double line = metrics.height();
    Places places;
    for (std::size_t group = 0; group < diagram_.names.size(); ++group) {
        double& width = diagram_.names[group].right ? places.rightWidth : places.leftWidth;
        width = std::min(0.34 * area.width(), std::max(width, metrics.horizontalAdvance(label(group, 1e6)) + 1));
    }
    places.left = area.left() + places.leftWidth + kNameGap;
    places.right = area.right() - places.rightWidth - kNameGap;
    places.axis = area.top() + 2.3 * line + kTick;
    places.barStep = 0.6 * line;
    places.bars = places.axis + places.barStep;
    places.names = places.bars + places.barStep * static_cast<double>(diagram_.levels) + 0.6 * line;
    const auto rows = static_cast<double>(std::max<std::size_t>(1, diagram_.rows));
    places.row =
        std::clamp((area.bottom() - places.names - 0.75 * line) / std::max(1.0, rows - 1), 1.05 * line, 2 * line);
    return places;
}

double RankPlot::xOf(const Places& places, double rank) const {
    return places.right - (rank - diagram_.low) / (diagram_.high - diagram_.low) * (places.right - places.left);
}

/// The name, cut in its middle where it is too wide, and the mean rank on the leader's side.
QString RankPlot::label(std::size_t group, double width) const {
    const auto& name = diagram_.names[group];
    const QFontMetricsF metrics(font());
    const auto rank = QString::number(name.rank, 'f', 2);
    const double left = width - metrics.horizontalAdvance(rank + ' ');
    const auto text = metrics.elidedText(QString::fromStdString(name.text), Qt::ElideMiddle, left);
    return name.right ? rank + ' ' + text : text + ' ' + rank;
}

QRectF RankPlot::nameRect(std::size_t group) const {
    const auto at = places();
    const auto& name = diagram_.names[group];
    const double line = QFontMetricsF(font()).height();
    const double y = at.names + static_cast<double>(name.row) * at.row;
    const double wide = QFontMetricsF(font()).horizontalAdvance(label(group, at.widthOf(name))) + 1;
    const double x = name.right ? at.right + kNameGap : at.left - kNameGap - wide;
    return {x, y - line / 2, wide, line};
}

QPointF RankPlot::axisPoint(std::size_t group) const {
    const auto at = places();
    return {xOf(at, diagram_.names[group].rank), at.axis};
}

void RankPlot::paintAxis(QCPPainter& painter) const {
    if (diagram_.names.empty()) return;
    const auto at = places();
    const QRectF area = axisRect()->rect();
    const QFontMetricsF metrics(font());
    const double line = metrics.height();
    painter.setFont(font());
    painter.setPen(QPen(theme().text, 1));
    const auto title = metrics.elidedText(QString::fromStdString(diagram_.title), Qt::ElideRight, area.width());
    painter.drawText(QRectF(area.left(), area.top(), area.width(), line), Qt::AlignCenter, title);
    painter.drawLine(QPointF(at.left, at.axis), QPointF(at.right, at.axis));
    const double widest = metrics.horizontalAdvance(QString::number(diagram_.high)) + 6;
    const double apart = (at.right - at.left) / (diagram_.high - diagram_.low);
    const int every = std::max(1, static_cast<int>(std::ceil(widest / std::max(1.0, apart))));
    for (int rank = diagram_.low; rank <= diagram_.high; ++rank) {
        const double x = xOf(at, rank);
        painter.drawLine(QPointF(x, at.axis), QPointF(x, at.axis - kTick));
        if ((rank - diagram_.low) % every != 0) continue;
        painter.drawText(QRectF(x - 30, at.axis - kTick - line - 1, 60, line), Qt::AlignCenter, QString::number(rank));
    }
}

void RankPlot::paintGroups(QCPPainter& painter) const {
    const auto at = places();
    painter.setFont(font());
    for (std::size_t group = 0; group < diagram_.names.size(); ++group) {
        painter.setPen(QPen(theme().text, 1));
        paintGroup(painter, at, group);
    }
    painter.setPen(QPen(theme().text, 4, Qt::SolidLine, Qt::RoundCap));
    painter.setAntialiasing(true);
    for (const auto& bar : diagram_.bars) {
        const double y = at.bars + at.barStep * static_cast<double>(bar.level);
        painter.drawLine(QPointF(xOf(at, bar.worst), y), QPointF(xOf(at, bar.best), y));
    }
    painter.setAntialiasing(false);
}

/// Leader and name in the pen's colour.
void RankPlot::paintGroup(QCPPainter& painter, const Places& places, std::size_t group) const {
    const auto& name = diagram_.names[group];
    const double x = xOf(places, name.rank);
    const double y = places.names + static_cast<double>(name.row) * places.row;
    painter.drawPolyline(
        QPolygonF({QPointF(x, places.axis), QPointF(x, y), QPointF(name.right ? places.right : places.left, y)}));
    painter.drawText(nameRect(group), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip,
                     label(group, places.widthOf(name)));
}

void RankPlot::paintMark(QCPPainter& painter) const {
    if (!current_) return;
    painter.setFont(font());
    painter.setPen(QPen(theme().highlight, 2));
    painter.setBrush(Qt::NoBrush);
    paintGroup(painter, places(), *current_);
}

/// The group whose name, or the level part of its leader, is there.
std::optional<std::size_t> RankPlot::groupAt(QPointF pos) const {
    const auto at = places();
    for (std::size_t group = 0; group < diagram_.names.size(); ++group) {
        const auto& name = diagram_.names[group];
        const double y = at.names + static_cast<double>(name.row) * at.row;
        const double x = xOf(at, name.rank);
        if (std::abs(pos.y() - y) <= at.row / 2 && (name.right ? pos.x() >= x - 3 : pos.x() <= x + 3)) return group;
    }
    return std::nullopt;
}

void RankPlot::setCurrent(std::optional<std::size_t> group) {
    if (group == current_) return;
    current_ = group;
    emit groupChanged();
    layer("overlay")->replot();
}

/// Down and left to worse ranks, up and right to better ones.
void RankPlot::step(int dy) {
    if (diagram_.names.empty()) return;
    if (!current_) return setCurrent(0);
    const auto last = std::ssize(diagram_.names) - 1;
    setCurrent(
        static_cast<std::size_t>(std::clamp(static_cast<std::ptrdiff_t>(*current_) + dy, std::ptrdiff_t{0}, last)));
}

} // namespace lightcl
