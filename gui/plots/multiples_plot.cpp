#include "plots/multiples_plot.h"

#include "figures/color_scale.h"
#include "plots/painted_layer.h"

#include <QLinearGradient>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace lightcl {

namespace {

constexpr double kTileGap = 8;
constexpr double kTileShape = 1.4; ///< width over height that tiles come near to

QString numberText(double value) {
    return QString::number(value, 'g', 3);
}

} // namespace

MultiplesPlot::MultiplesPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    for (auto* axis : {xAxis, yAxis}) axis->setVisible(false);
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setMargins({4, 4, 4, 4});
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) {
        paintTiles(painter);
        paintScale(painter);
    });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(placeAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &MultiplesPlot::step);
    connect(this, &Plot::picked, this, &MultiplesPlot::pickCurrent);
}

void MultiplesPlot::show(SmallMultiples multiples) {
    multiples_ = std::move(multiples);
    setCurrent(std::nullopt);
    drawSoon();
}

/// As many that the tiles' shape comes nearest to what is wanted.
std::size_t MultiplesPlot::tilesInRow() const {
    const auto count = multiples_.tiles.size();
    const QRectF all = axisRect()->rect();
    std::size_t best = 1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t columns = 1; columns <= count; ++columns) {
        const auto rows = (count + columns - 1) / columns;
        const double shape =
            (all.width() / static_cast<double>(columns)) / std::max(1.0, all.height() / static_cast<double>(rows));
        const double off = std::abs(std::log(shape / kTileShape));
        if (off >= least) continue;
        least = off;
        best = columns;
    }
    return best;
}

QRectF MultiplesPlot::tileRect(std::size_t tile) const {
    const auto columns = tilesInRow();
    const auto rows = (multiples_.tiles.size() + columns - 1) / columns;
    const QRectF all = QRectF(axisRect()->rect()).adjusted(0, 0, 0, -1.5 * fontMetrics().height() - 6);
    const double width = all.width() / static_cast<double>(columns);
    const double height = all.height() / static_cast<double>(rows);
    return {all.left() + width * static_cast<double>(tile % columns),
            all.top() + height * static_cast<double>(tile / columns), width, height};
}

QRectF MultiplesPlot::contentRect(std::size_t tile) const {
    const double half = kTileGap / 2;
    return tileRect(tile).adjusted(half, fontMetrics().height() + 4, -half, -half);
}

/// Ends on whole pixels, where the next one begins.
QRectF MultiplesPlot::cellRect(const Place& place) const {
    const QRectF inside = contentRect(place.tile);
    const double width = inside.width() / static_cast<double>(multiples_.columns.size());
    const double height = inside.height() / static_cast<double>(multiples_.rows.size());
    const auto x = [&](std::size_t column) { return std::round(inside.left() + width * static_cast<double>(column)); };
    const auto y = [&](std::size_t row) { return std::round(inside.top() + height * static_cast<double>(row)); };
    const auto row = place.row.value_or(0);
    return {QPointF(x(place.column), y(row)), QPointF(x(place.column + 1), y(row + 1))};
}

std::optional<MultiplesPlot::Place> MultiplesPlot::placeAt(QPointF pos) const {
    for (std::size_t tile = 0; tile < multiples_.tiles.size(); ++tile) {
        if (!tileRect(tile).contains(pos)) continue;
        const QRectF inside = contentRect(tile);
        if (!hasCells() || !inside.contains(pos)) return Place{tile, {}, 0};
        const auto part = [](double at, double size, std::size_t count) {
            return std::min(count - 1, static_cast<std::size_t>(at / size * static_cast<double>(count)));
        };
        return Place{tile, part(pos.y() - inside.top(), inside.height(), multiples_.rows.size()),
                     part(pos.x() - inside.left(), inside.width(), multiples_.columns.size())};
    }
    return std::nullopt;
}

void MultiplesPlot::setCurrent(std::optional<Place> place) {
    if (place == current_) return;
    current_ = place;
    emit placeChanged();
    redrawLayer("overlay");
}

void MultiplesPlot::step(int dx, int dy) {
    const auto count = std::ssize(multiples_.tiles);
    if (count == 0) return;
    if (!current_) return setCurrent(Place{});
    const auto next = static_cast<std::ptrdiff_t>(current_->tile) + dx + dy * static_cast<int>(tilesInRow());
    if (next >= 0 && next < count) setCurrent(Place{static_cast<std::size_t>(next), {}, 0});
}

void MultiplesPlot::pickCurrent() {
    if (current_) emit tilePicked(multiples_.tiles[current_->tile].runs);
}

void MultiplesPlot::mouseReleaseEvent(QMouseEvent* event) {
    Plot::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton) return;
    setCurrent(placeAt(event->position()));
    pickCurrent();
}

void MultiplesPlot::paintTiles(QCPPainter& painter) const {
    painter.setFont(font());
    for (std::size_t tile = 0; tile < multiples_.tiles.size(); ++tile) {
        paintTitle(painter, tile);
        if (hasCells())
            paintCells(painter, tile);
        else
            paintCurves(painter, tile);
        painter.setAntialiasing(false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().grid, 1));
        painter.drawRect(contentRect(tile));
    }
}

/// A square in the run's colour, then its name.
void MultiplesPlot::paintTitle(QCPPainter& painter, std::size_t tile) const {
    const auto& of = multiples_.tiles[tile];
    const QRectF inside = contentRect(tile);
    const double line = fontMetrics().height();
    const double mark = std::round(line / 2);
    const double top = inside.top() - line - 2;
    painter.fillRect(QRectF(inside.left(), top + (line - mark) / 2, mark, mark), readable(toQColor(of.color), theme()));
    const QRectF place(inside.left() + mark + 4, top, inside.width() - mark - 4, line);
    painter.setPen(theme().text);
    painter.drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(QString::fromStdString(of.title), Qt::ElideMiddle, static_cast<int>(place.width())));
}

QColor MultiplesPlot::cellColor(double value) const {
    if (multiples_.isYesNo) return toQColor(colorFromHex(kYesNoRgb[value > 0.5 ? 1 : 0]));
    if (multiples_.scale.isZero(value)) return toQColor(colorFromHex(kZeroRgb));
    return toQColor(paletteColor(multiples_.palette, multiples_.scale.position(value)));
}

void MultiplesPlot::paintCells(QCPPainter& painter, std::size_t tile) const {
    painter.setAntialiasing(false);
    for (std::size_t row = 0; row < multiples_.rows.size(); ++row)
        for (std::size_t column = 0; column < multiples_.columns.size(); ++column) {
            const double value = multiples_.at(tile, row, column);
            if (!std::isnan(value)) painter.fillRect(cellRect({tile, row, column}), cellColor(value));
        }
}

/// From 0 to 100 %, the tasks as even parts of the width.
void MultiplesPlot::paintCurves(QCPPainter& painter, std::size_t tile) const {
    const QRectF inside = contentRect(tile);
    painter.setAntialiasing(false);
    painter.setPen(QPen(theme().grid, 1));
    for (int task = 1; task < multiples_.tasks; ++task) {
        const double x = std::round(inside.left() + inside.width() * task / multiples_.tasks);
        painter.drawLine(QLineF(x, inside.top(), x, inside.bottom()));
    }
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    for (const auto& curve : multiples_.tiles[tile].curves) {
        QPolygonF line;
        for (std::size_t point = 0; point < curve.x.size(); ++point)
            line << QPointF(inside.left() + inside.width() * curve.x[point] / multiples_.tasks,
                            inside.bottom() - inside.height() * curve.y[point] / kPercentRange.second);
        const QColor color = curve.color ? readable(toQColor(*curve.color), theme()) : theme().text;
        painter.setPen(QPen(color, std::max(1.0, curve.width * 0.7)));
        if (line.size() == 1)
            painter.drawPoint(line.front());
        else
            painter.drawPolyline(line);
    }
}

/// What every tile shows, and of cells the colours from lowest to highest.
void MultiplesPlot::paintScale(QCPPainter& painter) const {
    if (multiples_.tiles.empty()) return;
    const QRectF all = axisRect()->rect();
    const double line = fontMetrics().height();
    const double top = all.bottom() - line - 2;
    const double bar = hasCells() ? std::min(120.0, all.width() / 4) : 0;
    const QString low = numberText(multiples_.scale.lower);
    const QString high = numberText(multiples_.scale.upper);
    const double left = all.right() - bar - fontMetrics().horizontalAdvance(high) - 8;
    if (hasCells()) {
        QLinearGradient gradient(left, 0, left + bar, 0);
        for (int stop = 0; stop <= 16; ++stop)
            gradient.setColorAt(stop / 16.0, multiples_.isYesNo
                                                 ? cellColor(stop / 16.0)
                                                 : toQColor(paletteColor(multiples_.palette, stop / 16.0)));
        painter.fillRect(QRectF(left, top + 2, bar, line - 4), gradient);
    }
    painter.setPen(theme().text);
    const double lowWidth = hasCells() ? fontMetrics().horizontalAdvance(low) + 10.0 : 0;
    if (hasCells()) {
        painter.drawText(QRectF(left - lowWidth, top, lowWidth - 4, line), Qt::AlignRight | Qt::AlignVCenter, low);
        painter.drawText(QRectF(left + bar + 4, top, all.right() - left - bar, line), Qt::AlignLeft | Qt::AlignVCenter,
                         high);
    }
    const auto text =
        tr("→ %1   ↓ %2").arg(QString::fromStdString(multiples_.across), QString::fromStdString(multiples_.down));
    const auto curves = tr("→ %1   ↑ %2, 0 to 100")
                            .arg(QString::fromStdString(multiples_.across), QString::fromStdString(multiples_.down));
    const QRectF place(all.left() + 4, top, left - lowWidth - all.left() - 8, line);
    painter.drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(hasCells() ? text : curves, Qt::ElideRight, static_cast<int>(place.width())));
}

void MultiplesPlot::paintMark(QCPPainter& painter) const {
    if (!current_ || current_->tile >= multiples_.tiles.size()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().highlight, 2));
    painter.drawRect(tileRect(current_->tile).adjusted(2, 1, -2, -1));
    if (current_->row) painter.drawRect(cellRect(*current_));
}

} // namespace lightcl
